package org.neronet.common.event;

import java.util.Locale;
import java.util.Optional;

/** Whether the user keeps an attempt from starting. */
public enum Hold {
    NONE,
    /** It must not start before she releases it. */
    HELD,
    /** She has released it, and the scheduler is still to be told. */
    RELEASING;

    /** As it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that is none of these */
    public static Hold ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What the status says of it. */
    public Optional<String> reason() {
        return switch (this) {
            case NONE -> Optional.empty();
            case HELD -> Optional.of("held");
            case RELEASING -> Optional.of("being released");
        };
    }
}
