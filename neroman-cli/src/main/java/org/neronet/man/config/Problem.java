package org.neronet.man.config;

import java.util.List;
import org.neronet.common.fault.NeronetException;

/**
 * One fault of a file that a person wrote.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong
 * @param fix what to write instead; may be empty
 * @param excerpt the line itself; may be empty
 */
public record Problem(String file, int line, int column, String message, String fix, String excerpt) {
    private static final int WIDEST = 160;

    /** {@code file:line:column: error: what}, the line with a caret below, and {@code fix:}. */
    public String text() {
        var out = new StringBuilder("%s:%d:%d: error: %s".formatted(file, line, column, message));
        if (!excerpt.isBlank() && column <= WIDEST) {
            var shown = excerpt.length() > WIDEST ? excerpt.substring(0, WIDEST) + "…" : excerpt;
            out.append("\n  ").append(shown).append("\n  ").append(caret());
        }
        return fix.isEmpty()
                ? out.toString()
                : out.append("\nfix: ").append(fix).toString();
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

    /** Tabs stay tabs, so that the caret stands below its character however wide they are shown. */
    private String caret() {
        var before = excerpt.substring(0, Math.min(column - 1, excerpt.length()));
        return before.replaceAll("[^\t]", " ") + "^";
    }
}
