package org.neronet.common.disk;

/** What is wrong with a pattern of files, where in it, and what to write instead. */
public final class PatternFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private final String fix;

    PatternFault(int index, String message, String fix) {
        super(message);
        this.index = index;
        this.fix = fix;
    }

    /** The place in the pattern, from 0, in code points. */
    public int index() {
        return index;
    }

    public String fix() {
        return fix;
    }
}
