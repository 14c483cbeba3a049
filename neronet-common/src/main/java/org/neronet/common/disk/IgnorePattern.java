package org.neronet.common.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One pattern in the language of {@code .gitignore}: without a {@code /} before its end it fits at any depth, else from
 * the top; {@code **} stands for any number of folders; {@code /} at its end is for folders alone; {@code !} takes back.
 */
final class IgnorePattern {
    private static final NameGlob GAP = NameGlob.of(new int[0], 0, 0);

    private final boolean takesBack;
    private final boolean foldersOnly;
    private final List<NameGlob> parts;

    private IgnorePattern(boolean takesBack, boolean foldersOnly, List<NameGlob> parts) {
        this.takesBack = takesBack;
        this.foldersOnly = foldersOnly;
        this.parts = List.copyOf(parts);
    }

    /** @throws PatternFault for what fits nothing, or not what it seems to */
    static IgnorePattern of(String pattern) {
        if (pattern.isBlank()) {
            throw new PatternFault(0, "the pattern is empty", "such as *.ckpt or data/raw/");
        }
        int[] text = pattern.codePoints().toArray();
        int from = text[0] == '!' ? 1 : 0;
        boolean takesBack = from == 1;
        int to = text.length;
        if (from < to && Character.isWhitespace(text[from])) {
            throw new PatternFault(from, "the blank here would belong to a name", "remove it, or write \\ before it");
        }
        boolean foldersOnly = to > from + 1 && text[to - 1] == '/';
        to -= foldersOnly ? 1 : 0;
        boolean anchored = from < to && text[from] == '/';
        from += anchored ? 1 : 0;
        return new IgnorePattern(takesBack, foldersOnly, parts(text, from, to, anchored));
    }

    private static List<NameGlob> parts(int[] text, int from, int to, boolean anchored) {
        var parts = new ArrayList<NameGlob>();
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || text[at] == '/') {
                parts.add(part(text, start, at));
                start = at + 1;
            }
        }
        if (parts.size() == 1 && !anchored) {
            parts.add(0, GAP);
        }
        if (parts.get(parts.size() - 1) == GAP) {
            parts.add(NameGlob.ANY); // What is in the folder, not the folder.
        }
        return parts;
    }

    private static NameGlob part(int[] text, int from, int to) {
        var part = new String(text, from, to - from);
        if (part.isEmpty()) {
            throw new PatternFault(Math.min(from, text.length - 1), "a name is missing beside '/'", "data/raw/");
        } else if (part.equals(".") || part.equals("..")) {
            var message = part.equals(".") ? "'.' names nothing" : "'..' leads out of the folder";
            throw new PatternFault(from, message, "write the path as seen from the folder, such as data/raw/");
        } else if (part.indexOf('\0') >= 0) {
            throw new PatternFault(from, "no name has a NUL character", "remove it");
        }
        return part.equals("**") ? GAP : NameGlob.of(text, from, to);
    }

    /** Whether the pattern is about this file or folder itself. */
    boolean fits(List<int[]> path, BooleanSupplier isFolder) {
        boolean fits = Gaps.fit(
                parts.size(),
                part -> parts.get(part) == GAP,
                path.size(),
                (part, item) -> parts.get(part).fits(path.get(item)));
        return fits && (!foldersOnly || isFolder.getAsBoolean());
    }

    /** Whether it lets in again what earlier patterns leave out. */
    boolean takesBack() {
        return takesBack;
    }
}
