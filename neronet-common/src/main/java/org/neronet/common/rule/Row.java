package org.neronet.common.rule;

/** Counts observations in a row that are bad; a second value at the same step does not count again. */
final class Row {
    private final int enough;
    private int count;

    Row(int enough) {
        this.enough = enough;
    }

    /** Whether it is enough now. */
    boolean add(boolean bad, boolean isNew) {
        if (!bad) {
            count = isNew ? 0 : count;
        } else if (isNew || count == 0) {
            count++;
        }
        return bad && count >= enough;
    }

    String words() {
        return enough == 1 ? "" : ", " + enough + " times in a row";
    }
}
