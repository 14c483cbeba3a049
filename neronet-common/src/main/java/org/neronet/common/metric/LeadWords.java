package org.neronet.common.metric;

/** The words with which a {@link StepLead} can begin. */
final class LeadWords {
    private static final String GLOBAL_STEP = "global step";
    private static final String DECORATION = "=>*#-~";

    /** Each of these words, and the first one of {@link #GLOBAL_STEP}. */
    private static final WordList ALL = new WordList(StepWord.words() + " s eta global");

    private LeadWords() {}

    /** Whether the beginning of a line is worth a closer look. */
    static boolean begin(String text) {
        int length = text.length();
        int at = afterDecoration(text);
        if (at == length || NumberText.isDigit(text.charAt(at))) {
            return false;
        }
        char first = text.charAt(at);
        return first == '[' || first == '(' || ALL.contains(text, at, NameText.end(text, at, length));
    }

    static int afterDecoration(String text) {
        int at = 0;
        while (at < text.length() && (Blanks.isBlank(text.charAt(at)) || DECORATION.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    /** The end of the word at {@code from}. */
    static int end(String text, int from) {
        return isGlobalStep(text, from) ? from + GLOBAL_STEP.length() : NameText.end(text, from, text.length());
    }

    /** What kind of word it is, or null. */
    static StepWord kind(String text, int from, int to, boolean first) {
        return isGlobalStep(text, from) || first && isShort(text, from, to)
                ? StepWord.STEP
                : StepWord.of(text, from, to);
    }

    /** {@code s:100}, which may be much else. */
    static boolean isShort(String text, int from, int to) {
        return to == from + 1 && text.charAt(from) == 's' && text.startsWith(":", to);
    }

    private static boolean isGlobalStep(String text, int from) {
        return text.regionMatches(true, from, GLOBAL_STEP, 0, GLOBAL_STEP.length());
    }
}
