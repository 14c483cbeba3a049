package org.neronet.man.link;

import java.util.Map;

/**
 * Gives programs that neroman starts the environment its user has: the launcher changes some of it for the JVM and keeps
 * the user's values in {@code NERONET_KEPT_*}.
 */
final class ChildEnvironment {
    private static final String KEPT = "NERONET_KEPT";

    private ChildEnvironment() {}

    /** Puts back what the launcher kept, in place; without a launcher everything stays as it is. */
    static void restore(Map<String, String> environment) {
        if (environment.containsKey(KEPT)) {
            restore(environment, "LC_ALL");
            restore(environment, "JAVA_TOOL_OPTIONS");
            environment.remove(KEPT);
        }
    }

    private static void restore(Map<String, String> environment, String name) {
        var kept = environment.remove(KEPT + "_" + name);
        if (kept == null) {
            environment.remove(name);
        } else {
            environment.put(name, kept);
        }
    }
}
