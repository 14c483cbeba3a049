package org.neronet.common.metric;

/** Puts one character together from its bytes as they come. */
final class Utf8Character {
    /** Stands for what is no character. */
    static final int REPLACEMENT = 0xfffd;

    /** More bytes are needed. */
    static final int INCOMPLETE = -1;

    private int codePoint;
    private int smallest;
    private int missing;

    boolean isOpen() {
        return missing > 0;
    }

    boolean continuesWith(byte b) {
        return missing > 0 && (b & 0xc0) == 0x80;
    }

    /** The character, when this byte was its last one. */
    int add(byte b) {
        codePoint = codePoint << 6 | b & 0x3f;
        missing--;
        return missing > 0 ? INCOMPLETE : isValid() ? codePoint : REPLACEMENT;
    }

    /** Takes the first byte of a character, which is not ASCII. */
    int begin(int lead) {
        if (lead >= 0xc2 && lead < 0xe0) {
            return begin(lead & 0x1f, 1, 0x80);
        }
        if (lead >= 0xe0 && lead < 0xf0) {
            return begin(lead & 0x0f, 2, 0x800);
        }
        return lead >= 0xf0 && lead < 0xf5 ? begin(lead & 0x07, 3, 0x10000) : REPLACEMENT;
    }

    /** What was begun will not be completed. */
    void abandon() {
        missing = 0;
    }

    private int begin(int bits, int following, int smallestValid) {
        codePoint = bits;
        missing = following;
        smallest = smallestValid;
        return INCOMPLETE;
    }

    private boolean isValid() {
        return codePoint >= smallest && codePoint <= Character.MAX_CODE_POINT && (codePoint & 0xfffff800) != 0xd800;
    }
}
