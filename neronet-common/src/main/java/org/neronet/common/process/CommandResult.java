package org.neronet.common.process;

/** How a program ended and what it printed; {@code timedOut} means that it was killed and its exit code says nothing. */
public record CommandResult(int exitCode, String out, String err, boolean timedOut) {
    public boolean succeeded() {
        return !timedOut && exitCode == 0;
    }

    /** The first thing it said, stderr before stdout, on one line: for messages. */
    public String complaint() {
        var text = (err.isBlank() ? out : err).strip().replaceAll("\\s*\\R\\s*", "; ");
        return text.isEmpty() ? "it said nothing" : text;
    }
}
