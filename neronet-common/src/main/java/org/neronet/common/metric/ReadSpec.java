package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.json.JsonObject;

/**
 * One place to read.
 *
 * @param from {@code stdout}, {@code stderr}, or a pattern of paths seen from the working folder; empty for a command
 *     that reads for itself
 * @param as the name of a reader; empty for the one that fits
 * @param lines what the user says of the lines: a regular expression or a table
 * @param step the column that is the x axis
 * @param delimiter what parts the columns
 * @param selection which metrics, and under which names
 * @param command a shell command: lines in, JSON lines or {@code NAME VALUE} lines out
 */
public record ReadSpec(
        Optional<String> from,
        Optional<String> as,
        Optional<LineSpec> lines,
        Optional<String> step,
        Optional<Character> delimiter,
        Selection selection,
        Optional<CommandSpec> command) {
    /** The keys of one entry of {@code read}. */
    public static final List<String> KEYS = List.of(
            "from", "as", "regex", "name", "start", "end", "step", "delimiter", "only", "rename", "command", "every");

    private static final Pattern STREAM = Pattern.compile("std(out|err)");
    private static final List<String> DECLARED = List.of("auto", "regex", "table");

    /** @throws IllegalArgumentException with a message for the user */
    public ReadSpec {
        if (from.isEmpty() && command.isEmpty()) {
            throw new IllegalArgumentException("an entry of read needs from, or command");
        }
        from.filter(place -> !STREAM.matcher(place).matches()).ifPresent(place -> IgnorePatterns.of(List.of(place)));
        as.ifPresent(ReadSpec::checkReader);
    }

    /** Whether the original's way of reading is meant, which takes nothing away from what is read by itself. */
    boolean isProcessor() {
        return command.filter(CommandSpec::isProcessor).isPresent();
    }

    /** Whether it is about this output stream. */
    public boolean isStream(String stream) {
        return from.filter(stream::equals).isPresent();
    }

    /** Whether it is about files in the working folder. */
    public boolean isFile() {
        return from.filter(place -> !STREAM.matcher(place).matches()).isPresent();
    }

    static ReadSpec of(Object item) {
        if (item instanceof String place) {
            return new ReadSpec(
                    Optional.of(place),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Selection.ALL,
                    Optional.empty());
        } else if (item instanceof JsonObject map) {
            MetricsSpec.checkKeys(map, KEYS, "an entry of read");
            return new ReadSpec(
                    map.optionalString("from"),
                    map.optionalString("as"),
                    lines(map),
                    map.optionalString("step"),
                    map.optionalString("delimiter").map(ReadSpec::delimiter),
                    new Selection(Set.copyOf(MetricsSpec.texts(map, "only")), map.stringMap("rename")),
                    CommandSpec.of(map));
        }
        throw new IllegalArgumentException("an entry of read is a path, or a map with from");
    }

    private static Optional<LineSpec> lines(JsonObject map) {
        if (map.has("regex")) {
            return Optional.of(new RegexSpec(map.string("regex"), map.optionalString("name"), map.stringMap("rename")));
        }
        boolean table =
                map.has("start") || map.has("end") || "table".equals(map.asMap().get("as"));
        return table
                ? Optional.of(new TableSpec(
                        map.optionalString("start"), map.optionalString("end"), map.optionalString("step")))
                : Optional.empty();
    }

    private static char delimiter(String text) {
        var plain = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        if (plain.length() != 1) {
            throw new IllegalArgumentException("delimiter is one character, such as ';', or tab");
        }
        return plain.charAt(0);
    }

    private static void checkReader(String name) {
        boolean known = DECLARED.contains(name)
                || OutputReader.installed().stream()
                        .anyMatch(reader -> reader.name().equals(name));
        if (!known) {
            throw new IllegalArgumentException("there is no reader '" + name + "'; there are "
                    + String.join(
                            ", ",
                            OutputReader.installed().stream()
                                    .map(MetricReader::name)
                                    .toList())
                    + ", regex, table");
        }
    }
}
