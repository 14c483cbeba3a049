package org.neronet.common.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of the user's with places for values, such as {@code qsub -N {name} [-l walltime={time}] {script}}. What
 * stands in brackets is left out when one of its values is not there. A value never becomes more than a part of its word;
 * only {@link CommandCall#IDS} makes several words. Nothing here is ever read by a shell. Pure.
 */
public final class CommandTemplate {
    private final List<List<Piece>> words;

    CommandTemplate(List<List<Piece>> words) {
        this.words = words;
    }

    /**
     * Part of a word.
     *
     * @param text as it stands, or the name of a value
     * @param group 0 outside of brackets, else which pair it stands in
     */
    record Piece(String text, boolean isName, int group) {}

    /**
     * Reads a template: blanks part words; {@code '…'} is taken as it stands, in {@code "…"} values have a place and
     * brackets are plain; a backslash makes the next character plain.
     *
     * @param known names that may stand in braces
     * @throws IllegalArgumentException for what cannot be one; the message is for people
     */
    public static CommandTemplate parse(String text, Set<String> known) {
        return new CommandTemplate(new CommandTemplateReader(text, known).read());
    }

    /** The names that stand in it. */
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        words.forEach(
                word -> word.stream().filter(Piece::isName).map(Piece::text).forEach(names::add));
        return names;
    }

    /** The program it runs, when that is no value. */
    public Optional<String> program() {
        var first = words.get(0);
        return first.stream().anyMatch(Piece::isName)
                ? Optional.empty()
                : Optional.of(first.stream().map(Piece::text).reduce("", String::concat));
    }

    /** The first name outside of brackets for which there is no value. */
    public Optional<String> missing(Map<String, List<String>> values) {
        return words.stream()
                .flatMap(List::stream)
                .filter(piece -> piece.group() == 0 && piece.isName() && !isThere(piece, values))
                .map(Piece::text)
                .findFirst();
    }

    /**
     * The words with values in their places.
     *
     * @throws IllegalArgumentException when one outside of brackets is missing
     */
    public List<String> words(Map<String, List<String>> values) {
        missing(values).ifPresent(name -> {
            throw new IllegalArgumentException("there is no value for {" + name + "}");
        });
        var out = leftOut(values);
        var made = new ArrayList<String>();
        for (var word : words) {
            var kept =
                    word.stream().filter(piece -> !out.contains(piece.group())).toList();
            if (kept.size() == 1 && kept.get(0).isName()) {
                made.addAll(values.get(kept.get(0).text()));
            } else if (!kept.isEmpty()) {
                made.add(joined(kept, values));
            }
        }
        return made;
    }

    private Set<Integer> leftOut(Map<String, List<String>> values) {
        var out = new HashSet<Integer>();
        words.stream()
                .flatMap(List::stream)
                .filter(piece -> piece.isName() && !isThere(piece, values))
                .forEach(piece -> out.add(piece.group()));
        return out;
    }

    private static boolean isThere(Piece piece, Map<String, List<String>> values) {
        return !values.getOrDefault(piece.text(), List.of()).isEmpty();
    }

    private static String joined(List<Piece> pieces, Map<String, List<String>> values) {
        var text = new StringBuilder();
        pieces.forEach(
                piece -> text.append(piece.isName() ? values.get(piece.text()).get(0) : piece.text()));
        return text.toString();
    }

    /** Values by name from pairs; an empty one is not there. */
    static Map<String, List<String>> values(Map<String, Optional<String>> said) {
        var values = new HashMap<String, List<String>>();
        said.forEach((name, value) -> values.put(name, value.stream().toList()));
        return values;
    }
}
