package org.neronet.man.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.Resources;

/**
 * What is started for an experiment, and with what.
 *
 * @param argv the program and its arguments, byte for byte; never empty
 * @param environment variables added for the program
 * @param setup shell lines run before the program
 * @param sbatchArgs more words for {@code sbatch}
 * @param workdir the folder below the experiment's own in which the program starts; empty for that one itself
 * @param priority higher ones leave mum's queue first; 0 unless said
 * @param retries how often it may be tried again after preemption or a lost node; 0 unless said
 */
public record Run(
        List<String> argv,
        Map<String, String> environment,
        List<String> setup,
        Resources resources,
        List<String> sbatchArgs,
        Optional<String> workdir,
        int priority,
        int retries) {
    public Run {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs a command");
        }
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        setup = List.copyOf(setup);
        sbatchArgs = List.copyOf(sbatchArgs);
    }

    /** A program that starts in the experiment's own folder. */
    public Run(
            List<String> argv,
            Map<String, String> environment,
            List<String> setup,
            Resources resources,
            List<String> sbatchArgs,
            int priority,
            int retries) {
        this(argv, environment, setup, resources, sbatchArgs, Optional.empty(), priority, retries);
    }
}
