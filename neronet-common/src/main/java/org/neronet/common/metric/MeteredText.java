package org.neronet.common.metric;

/**
 * A line that a pattern may look at so many times and not more: Java's matching can take exponential time, but it cannot
 * go on without looking at characters.
 */
final class MeteredText implements CharSequence {
    private static final int LOOKS = 50_000;
    private static final int LOOKS_PER_CHARACTER = 8;

    private final String text;
    private int left;

    MeteredText(String text) {
        this.text = text;
        this.left = LOOKS + LOOKS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The pattern has looked too often. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("a pattern took too long", null, false, false);
        }
    }
}
