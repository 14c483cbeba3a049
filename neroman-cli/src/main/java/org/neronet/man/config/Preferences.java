package org.neronet.man.config;

import java.util.Optional;

/** What {@code preferences.yaml} says about the user. */
public record Preferences(
        Optional<String> name, Optional<String> email, Optional<String> defaultCluster, boolean autocollect) {
    /** Without a file: results are collected by themselves. */
    public static final Preferences NONE = new Preferences(Optional.empty(), Optional.empty(), Optional.empty(), true);
}
