package org.neronet.common.metric;

import java.util.Arrays;

/** The line at which a terminal's cursor is. */
final class ShownLine {
    private char[] line = new char[256];
    private int end;
    private int cursor;
    private boolean returned;

    boolean isUntouched() {
        return end == 0 && cursor == 0 && !returned;
    }

    boolean isEmpty() {
        return end == 0;
    }

    /** Whether the next character comes behind the last one that fits. */
    boolean isFull() {
        return !returned && cursor == LineDiscipline.MAX_LINE;
    }

    /** Whether the next character replaces what is shown. */
    boolean isReplaced() {
        return returned && end > 0;
    }

    void carriageReturn() {
        cursor = 0;
        returned = true;
    }

    void backspace() {
        cursor = Math.max(0, cursor - 1);
    }

    void put(char c) {
        if (returned) {
            returned = false;
            end = 0;
        }
        if (cursor == line.length) {
            line = Arrays.copyOf(line, line.length * 2);
        }
        line[cursor++] = c;
        end = Math.max(end, cursor);
    }

    /** What is shown. */
    String text() {
        return new String(line, 0, end);
    }

    void clear() {
        end = 0;
        cursor = 0;
        returned = false;
    }
}
