package org.neronet.common.rule;

import java.util.Arrays;
import java.util.Optional;

/** What happens when a rule applies. */
public enum Action {
    /** The user is warned. */
    WARN,
    /** The user is warned, and told by mail once that is set up. */
    NOTIFY,
    /** The program is asked to stop, and after a grace it is ended. */
    STOP,
    /** The program is ended with all it started. */
    KILL;

    /** The word in rules and events. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether the attempt ends by it. */
    public boolean ends() {
        return this == STOP || this == KILL;
    }

    static Optional<Action> ofWord(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst();
    }
}
