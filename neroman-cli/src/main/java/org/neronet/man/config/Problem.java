package org.neronet.man.config;

import java.util.List;
import org.neronet.common.fault.NeronetException;

/**
 * One fault of a file that a person wrote.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong, in one line of bearable length
 * @param fix what to write instead; may be empty
 * @param excerpt the line itself; may be empty
 */
public record Problem(String file, int line, int column, String message, String fix, String excerpt) {
    private static final int LONGEST = 500;
    private static final int TAIL = 150;

    public Problem {
        message = oneLine(message);
    }

    /** Users' own words stand in messages, and may be of any length and have any characters. */
    private static String oneLine(String message) {
        var shown = message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST - TAIL) + "…" + message.substring(message.length() - TAIL);
        return shown.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }

    /** {@code file:line:column: error: what}, the line with a caret below, and {@code fix:}. */
    public String text() {
        var what = "%s:%d:%d: error: %s".formatted(file, line, column, message) + new Excerpt(excerpt, column).text();
        return fix.isEmpty() ? what : what + "\nfix: " + fix;
    }

    /** {@code file:line:column: warning: what (fix)}, in one line. */
    public String warning() {
        var what = "%s:%d:%d: warning: %s".formatted(file, line, column, message);
        return fix.isEmpty() ? what : what + " (" + fix + ")";
    }

    /** This fault alone as an exception that a person can act on. */
    public NeronetException asException() {
        return ProblemsFound.refusal(text(), List.of(this));
    }
}
