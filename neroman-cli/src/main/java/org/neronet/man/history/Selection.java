package org.neronet.man.history;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Which experiments the user means: ids, ranges of ids, and names, in the order typed. */
public record Selection(List<Term> terms) {
    private static final Pattern ID = Pattern.compile("\\d+");
    private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._+=/-]*");
    private static final int MAX_DIGITS = 18;
    private static final String GRAMMAR = "write ids and ranges such as 1,3,7-9, or names; 'neroman status' lists them";

    public Selection {
        terms = List.copyOf(terms);
    }

    /** One part of a selection. */
    public sealed interface Term {
        /** Ids from {@code first} to {@code last}, both included. */
        record Ids(long first, long last) implements Term {}

        /** An experiment's name, the unique last part of one, or a collection. */
        record Name(String text) implements Term {}
    }

    /**
     * Reads words such as {@code 124-186}, {@code 7,9,12-15}, {@code lang/deep} or {@code lang}.
     *
     * @throws NeronetException (usage) that names the bad part, its position and the grammar
     */
    public static Selection parse(List<String> words) {
        if (words.isEmpty()) {
            throw new NeronetException(ExitCode.USAGE, "no experiment is selected", GRAMMAR);
        }
        var terms = new ArrayList<Term>();
        for (var word : words) {
            int at = 0;
            for (var part : word.split(",", -1)) {
                terms.add(term(word, part, at));
                at += part.length() + 1;
            }
        }
        return new Selection(terms);
    }

    private static Term term(String word, String part, int at) {
        var token = part.strip();
        if (token.isEmpty()) {
            throw bad(word, at, word.isBlank() ? "an empty selection" : "nothing beside the comma");
        }
        var range = RANGE.matcher(token);
        if (ID.matcher(token).matches()) {
            return ids(word, at, token, token);
        } else if (range.matches()) {
            return ids(word, at, range.group(1), range.group(2));
        } else if (NAME.matcher(token).matches()) {
            return new Term.Name(token);
        }
        throw bad(word, at, "'" + token + "' is neither an id, a range nor a name");
    }

    private static Term ids(String word, int at, String first, String last) {
        if (first.length() > MAX_DIGITS || last.length() > MAX_DIGITS) {
            throw bad(word, at, "no id is that large");
        }
        long low = Long.parseLong(first);
        long high = Long.parseLong(last);
        if (low > high) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "range \"%s-%s\" goes down; did you mean %d-%d?".formatted(first, last, high, low),
                    GRAMMAR);
        }
        if (low == 0) {
            throw bad(word, at, "ids begin at 1");
        }
        return new Term.Ids(low, high);
    }

    private static NeronetException bad(String word, int at, String what) {
        var place = "selection \"" + word + "\", character " + (at + 1) + ": ";
        return new NeronetException(ExitCode.USAGE, place + what, GRAMMAR);
    }
}
