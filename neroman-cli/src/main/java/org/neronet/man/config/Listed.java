package org.neronet.man.config;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names for people to choose from. */
public final class Listed {
    private static final int SHOWN = 20;

    private Listed() {}

    /** The first 20, and dots for more. */
    public static String of(Collection<String> names) {
        var shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + ", …" : shown;
    }
}
