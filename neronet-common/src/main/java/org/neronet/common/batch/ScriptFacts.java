package org.neronet.common.batch;

import java.util.List;

/**
 * What an attempt's scripts hold besides its plan, as text, because neroman shows a placeholder for what only the cluster
 * or the moment of submitting knows.
 *
 * @param umask of the user on the cluster
 * @param setup the cluster's shell lines, run before the plan's own
 */
public record ScriptFacts(String id, String attempt, String umask, List<String> setup) {
    public ScriptFacts {
        setup = List.copyOf(setup);
    }
}
