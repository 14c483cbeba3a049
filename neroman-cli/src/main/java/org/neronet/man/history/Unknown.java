package org.neronet.man.history;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Suggestion;
import org.neronet.man.selection.Condition.Source;
import org.neronet.man.selection.Condition.Value;
import org.neronet.man.selection.SelectionReader;

/** What a selection names that is not there: gathered, and told at once with what could be meant. */
final class Unknown {
    private static final int NEAREST = 3;
    private static final int SHOWN = 20;
    /** Comparing a word with all names of a large history takes its time. */
    private static final int SUGGESTED = 5;

    private final Vocabulary vocabulary;
    private final ZoneId zone;
    private final List<String> ids = new ArrayList<>();
    private final Map<LocalDate, List<Long>> deleted = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();
    private long count;

    Unknown(Vocabulary vocabulary, ZoneId zone) {
        this.vocabulary = vocabulary;
        this.zone = zone;
    }

    /** None when {@code first} is greater. */
    void ids(long first, long last) {
        if (first <= last) {
            ids.add(IdRanges.range(first, last));
            count += last - first + 1;
        }
    }

    void deleted(long id, String at) {
        deleted.computeIfAbsent(LocalDate.ofInstant(Instant.parse(at), zone), day -> new ArrayList<>())
                .add(id);
    }

    void name(String name) throws SQLException {
        names.add(name);
        if (names.size() <= SUGGESTED) {
            vocabulary.condition(name).ifPresent(hints::add);
        }
    }

    void folder(String folder, String typed) {
        others.add("no experiment was defined from the folder " + folder);
        hints.add("neroman add " + typed + " defines those of a folder");
    }

    void value(Value value) throws SQLException {
        var what = switch (value.source()) {
            case EITHER -> "parameter or metric";
            case PARAMETER -> "parameter";
            default -> "metric";
        };
        var near = others.size() < SUGGESTED ? Suggestion.text(value.name(), comparable(value.source())) : "";
        others.add("no experiment has a " + what + " '" + value.name() + "'" + near);
    }

    private Collection<String> comparable(Source source) throws SQLException {
        var known = new TreeSet<String>();
        if (source == Source.EITHER || source == Source.PARAMETER) {
            known.addAll(vocabulary.parameters());
        }
        if (source != Source.PARAMETER) {
            known.addAll(vocabulary.metrics());
        }
        if (source == Source.EITHER) {
            known.addAll(SelectionReader.keys());
        }
        return known;
    }

    /** @throws NeronetException (not found) when there is any */
    void throwIfAny() throws SQLException {
        var parts = new ArrayList<String>();
        if (!ids.isEmpty()) {
            var many = count > 1 ? " (%,d ids)".formatted(count) : "";
            parts.add("no experiment has the id " + IdRanges.joined(ids) + many);
        }
        deleted.forEach((day, those) ->
                parts.add(IdRanges.text(those) + (those.size() == 1 ? " was" : " were") + " deleted on " + day));
        if (!names.isEmpty()) {
            parts.add("no experiment or collection is called " + shown(names) + nearest());
        }
        others.stream().limit(SHOWN).forEach(parts::add);
        if (!parts.isEmpty()) {
            throw new NeronetException(ExitCode.NOT_FOUND, String.join("; ", parts), hint());
        }
    }

    private static String shown(List<String> names) {
        var shown = names.stream().limit(SHOWN).collect(Collectors.joining("', '", "'", "'"));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    private String nearest() throws SQLException {
        var known = vocabulary.names();
        var near = new TreeSet<String>();
        names.stream().limit(SUGGESTED).forEach(name -> near.addAll(Suggestion.nearest(name, known, NEAREST)));
        return near.isEmpty() ? "" : "; did you mean '" + String.join("', '", near) + "'?";
    }

    /** What to type next when nothing was found. */
    String hint() throws SQLException {
        var known = vocabulary.ids();
        if (known.isEmpty()) {
            return "nothing is defined yet: neroman add FOLDER";
        }
        return hints.stream()
                .findFirst()
                .orElse("neroman status shows ids " + IdRanges.text(known) + " and their names");
    }
}
