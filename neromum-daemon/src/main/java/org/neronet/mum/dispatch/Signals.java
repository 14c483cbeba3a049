package org.neronet.mum.dispatch;

import java.util.Map;

/** Names of the signals of Linux, and what a shell's exit code says of them. */
final class Signals {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"));

    private Signals() {}

    static String name(int signal) {
        return NAMES.getOrDefault(signal, "signal " + signal);
    }

    /** A shell cannot tell a program that was killed from one that left with 128 more, so both are said. */
    static String describe(int code) {
        if (code > 128 && code < 193) {
            return "exit " + code + " (" + name(code - 128) + ", or exit " + code + ")";
        }
        return switch (code) {
            case 126 -> "exit 126 (the command could not be executed)";
            case 127 -> "exit 127 (command not found)";
            default -> "exit " + code;
        };
    }
}
