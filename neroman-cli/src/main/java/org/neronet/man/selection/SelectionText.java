package org.neronet.man.selection;

import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** A selection as typed, and what is wrong with it where. */
record SelectionText(String text) {
    static final String GRAMMAR = "write ids and ranges such as 1,3,7-9, names such as lang/*, or conditions such as"
            + " 'state=failed and lr>0.01'; 'neroman status' lists the experiments";
    private static final int SHOWN = 200;

    /** What stands there, for a message. */
    String slice(int from, int to) {
        var slice = text.substring(from, to).strip();
        return slice.length() <= SHOWN ? slice : slice.substring(0, SHOWN) + "…";
    }

    /** @param at the place, counted from 0 */
    NeronetException fault(int at, String what) {
        return fault(at, what, GRAMMAR);
    }

    NeronetException fault(int at, String what, String hint) {
        return new NeronetException(
                ExitCode.USAGE, "selection \"" + shown(at) + "\", character " + (at + 1) + ": " + what, hint);
    }

    private String shown(int at) {
        if (text.length() <= SHOWN) {
            return printable(text);
        }
        int from = Math.max(0, Math.min(at - SHOWN / 2, text.length() - SHOWN));
        int to = Math.min(text.length(), from + SHOWN);
        return (from > 0 ? "…" : "") + printable(text.substring(from, to)) + (to < text.length() ? "…" : "");
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
