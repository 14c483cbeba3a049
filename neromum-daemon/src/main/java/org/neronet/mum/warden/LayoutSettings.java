package org.neronet.mum.warden;

import java.util.List;
import java.util.Map;
import org.neronet.common.batch.ScriptFacts;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.wire.ClusterSettings;

/**
 * What every attempt of a cluster gets besides its plan.
 *
 * @param setup shell lines run before every program
 * @param umask the user's own, three or four octal digits
 */
public record LayoutSettings(List<String> setup, String umask) {
    private static final String USUAL_UMASK = "0022";

    public LayoutSettings {
        if (!umask.matches("[0-7]{3,4}")) {
            throw new IllegalArgumentException("not a umask: " + umask);
        }
        setup = List.copyOf(setup);
    }

    /** From clusters.yaml and from what the launcher script noted before it made its own umask. */
    public static LayoutSettings of(ClusterSettings settings, Map<String, String> environment) {
        var umask = environment.getOrDefault(JobEnvironment.USER_UMASK, USUAL_UMASK);
        return new LayoutSettings(settings.setup(), umask.matches("[0-7]{3,4}") ? umask : USUAL_UMASK);
    }

    ScriptFacts facts(AttemptKey key) {
        return new ScriptFacts(Long.toString(key.id()), Integer.toString(key.attempt()), umask, setup);
    }
}
