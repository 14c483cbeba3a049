package org.neronet.man.selection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Suggestion;
import org.neronet.man.selection.Term.Group;

/** Reads terms of one word: ids, ranges, names, globs, folders and the words that begin with {@code @}. */
record PlainTerms(SelectionText source) {
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
    private static final Pattern ID = Pattern.compile("\\d+");
    private static final Pattern NAME = Pattern.compile("(?=.*[^0-9-])[\\p{L}\\p{N}_][\\p{L}\\p{N}\\p{M} ._+=/@:%~-]*");
    private static final Pattern FOLDER = Pattern.compile("\\.{1,2}|(/|\\.{1,2}/).*");
    private static final Pattern COUNTED = Pattern.compile("(@[^:]*)(?::(.*))?");
    private static final int MOST_DIGITS = 18;
    private static final String LAST = "@last";
    private static final Map<String, Group> GROUPS = groups();

    private static Map<String, Group> groups() {
        var groups = new LinkedHashMap<String, Group>();
        groups.put("@all", Group.ALL);
        groups.put("@failed", Group.FAILED);
        groups.put("@missing", Group.MISSING);
        groups.put("@live", Group.LIVE);
        groups.put("@ended", Group.ENDED);
        groups.put("@starred", Group.STARRED);
        return groups;
    }

    Term term(Token token) {
        var word = token.text();
        var range = RANGE.matcher(word);
        if (ID.matcher(word).matches()) {
            return ids(token, word, word);
        } else if (range.matches()) {
            return ids(token, range.group(1), range.group(2));
        } else if (word.startsWith("@")) {
            return special(token);
        } else if (FOLDER.matcher(word).matches()) {
            return new Term.Folder(word);
        } else if (TextPattern.looksLikeOne(word)) {
            return glob(token);
        } else if (word.equals("all")) {
            return Group.ALL;
        } else if (NAME.matcher(word).matches()) {
            return new Term.Name(word);
        }
        throw source.fault(
                token.start(),
                word.isBlank() ? "nothing in the quotes" : "'" + word + "' is neither an id, a range nor a name");
    }

    private Term ids(Token token, String first, String last) {
        if (first.length() > MOST_DIGITS || last.length() > MOST_DIGITS) {
            throw source.fault(token.start(), "no id is that large");
        }
        long low = Long.parseLong(first);
        long high = Long.parseLong(last);
        if (low > high) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "range \"%s-%s\" goes down; did you mean %d-%d?".formatted(first, last, high, low),
                    SelectionText.GRAMMAR);
        }
        if (low == 0) {
            throw source.fault(token.start(), "ids begin at 1");
        }
        return new Term.Ids(low, high);
    }

    private Term glob(Token token) {
        var pattern = new TextPattern(token.text());
        pattern.fault().ifPresent(fault -> {
            throw source.fault(token.start(), fault);
        });
        return new Term.Glob(pattern);
    }

    private Term special(Token token) {
        var parts = COUNTED.matcher(token.text());
        if (!parts.matches()) {
            throw unknown(token);
        }
        var count = parts.group(2);
        if (parts.group(1).equals(LAST)) {
            return new Term.Newest(count == null ? 1 : count(token, count));
        }
        var group = GROUPS.get(parts.group(1));
        if (group == null) {
            throw unknown(token);
        } else if (count != null) {
            throw source.fault(token.start(), "only @last takes a number, as in @last:3");
        }
        return group;
    }

    private long count(Token token, String digits) {
        if (!digits.matches("[1-9]\\d{0,8}")) {
            throw source.fault(
                    token.start(), "'" + digits + "' is no number of experiments; write for example @last:3");
        }
        return Long.parseLong(digits);
    }

    private NeronetException unknown(Token token) {
        var known = new java.util.ArrayList<>(GROUPS.keySet());
        known.add(LAST);
        var word = token.text().replaceFirst(":.*", "");
        return source.fault(
                token.start(),
                "there is no '" + word + "'" + Suggestion.text(word, known),
                "known are @last, @last:3, " + String.join(", ", GROUPS.keySet()));
    }
}
