package org.neronet.man.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.FirstFiles;
import org.neronet.man.service.FirstAnswers;
import org.neronet.man.service.Identity;

/** Asks the user about herself and her first cluster; every question has an answer that Enter takes. */
final class Wizard {
    private static final String NONE = "-";

    private final Terminal terminal;

    Wizard(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Input ended before all was answered. */
    private static final class Left extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Only what is not there yet is asked about.
     *
     * @return nothing when the user left in between
     */
    Optional<FirstAnswers> ask(boolean aboutUser, boolean aboutCluster, Identity identity) throws InterruptedException {
        terminal.say("Enter takes what stands in brackets, '-' is for none; Ctrl-C leaves everything as it was.");
        try {
            var name = aboutUser ? text("Your name", "name", identity.name()) : Optional.<String>empty();
            var email = aboutUser ? text("Your mail address", "email", identity.email()) : Optional.<String>empty();
            var cluster = aboutCluster ? cluster() : Optional.<Cluster>empty();
            var standard = cluster.isPresent() ? isDefault(cluster.get()) : Optional.<String>empty();
            return Optional.of(new FirstAnswers(name, email, cluster, standard));
        } catch (Left e) {
            return Optional.empty(); // What was said so far counts for nothing, as the user was told.
        }
    }

    private Optional<String> text(String question, String key, Optional<String> standard) throws Left {
        return given(valid(question, standard.orElse(NONE), text -> FirstFiles.preferences(Map.of(key, text))));
    }

    private Optional<Cluster> cluster() throws Left {
        terminal.say("Your first cluster; this machine is always there, as 'local'.");
        var name = given(valid("Its name", NONE, text -> check(text, Optional.empty(), "direct")));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var address = given(valid(
                "Its address, as behind ssh; '-' if it is this machine",
                name.get(),
                text -> check(name.get(), Optional.of(text), "direct")));
        var type = valid(
                "Its type: slurm, gridengine, or direct without a scheduler",
                "slurm",
                text -> check(name.get(), address, text));
        return Optional.of(Cluster.of(name.get(), address, type));
    }

    private static void check(String name, Optional<String> address, String type) {
        FirstFiles.clusters(Optional.of(Cluster.of(name, address, type)), Optional.empty());
    }

    private Optional<String> isDefault(Cluster cluster) throws Left {
        while (true) {
            var answer = line("Is it meant when no cluster is named", "yes").toLowerCase(Locale.ROOT);
            if (List.of("y", "yes").contains(answer)) {
                return Optional.of(cluster.name());
            } else if (List.of("n", "no", NONE).contains(answer)) {
                return Optional.empty();
            }
            terminal.say("yes or no?");
        }
    }

    /** Asks until the answer is good; one that stands for none always is. */
    private String valid(String question, String standard, Consumer<String> check) throws Left {
        while (true) {
            var answer = line(question, standard);
            try {
                if (!answer.equals(NONE)) {
                    check.accept(answer);
                }
                return answer;
            } catch (NeronetException e) {
                terminal.say(e.getMessage());
            }
        }
    }

    private String line(String question, String standard) throws Left {
        return terminal.ask(question, standard).orElseThrow(Left::new);
    }

    private static Optional<String> given(String answer) {
        return answer.equals(NONE) ? Optional.empty() : Optional.of(answer);
    }
}
