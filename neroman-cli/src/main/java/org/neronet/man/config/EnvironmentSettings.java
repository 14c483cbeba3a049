package org.neronet.man.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings that a variable of the environment can give instead of the files, as {@code NERONET_EMAIL} does. */
final class EnvironmentSettings {
    private static final Set<String> KEYS = Set.of("name", "email", "default_cluster");

    private EnvironmentSettings() {}

    /** The variable for a key, if there is one. */
    static Optional<String> variable(String key) {
        return KEYS.contains(key) ? Optional.of("NERONET_" + key.toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /** What the environment says of a key; a blank variable says nothing. */
    static Optional<String> value(String key, Map<String, String> environment) {
        return variable(key).map(environment::get).filter(text -> !text.isBlank());
    }
}
