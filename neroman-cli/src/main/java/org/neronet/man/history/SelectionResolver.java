package org.neronet.man.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Suggestion;
import org.neronet.man.history.Selection.Term;

/** Finds the ids that a selection means among those there are; a range costs what exists of it, not its length. */
final class SelectionResolver {
    private static final int NEAREST = 3;
    private static final int NAMED = 20;

    private final List<Known> known;
    private final TreeSet<Long> ids;
    private final TreeSet<Long> found = new TreeSet<>();
    private final List<String> unknownIds = new ArrayList<>();
    private final List<String> unknownNames = new ArrayList<>();
    private long unknownCount;

    /** What of an experiment can be selected by. */
    record Known(long id, String name, Optional<String> collection, boolean current) {
        boolean endsWith(String last) {
            return name.endsWith("/" + last);
        }
    }

    SelectionResolver(List<Known> known) {
        this.known = known;
        this.ids = known.stream().map(Known::id).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids, ascending, each once. Used once. */
    SortedSet<Long> resolve(Selection selection) {
        for (var term : selection.terms()) {
            if (term instanceof Term.Ids range) {
                addRange(range);
            } else if (term instanceof Term.Name name) {
                addName(name.text());
            }
        }
        throwIfUnknown();
        return found;
    }

    private void addRange(Term.Ids range) {
        long next = range.first();
        for (long id : ids.subSet(range.first(), true, range.last(), true)) {
            unknown(next, id - 1);
            found.add(id);
            next = id + 1;
        }
        unknown(next, range.last());
    }

    private void unknown(long first, long last) {
        if (first <= last) {
            unknownIds.add(IdRanges.range(first, last));
            unknownCount += last - first + 1;
        }
    }

    private void addName(String name) {
        var exact = current(k -> k.name().equals(name));
        var inCollection = current(k -> k.collection().filter(name::equals).isPresent());
        if (exact.size() > 1) {
            throw ambiguous("'" + name + "' is defined in " + exact.size() + " folders", exact);
        } else if (exact.size() == 1) {
            found.add(exact.get(0).id());
        } else if (!inCollection.isEmpty()) {
            inCollection.forEach(k -> found.add(k.id()));
        } else {
            addLastPart(name);
        }
    }

    private void addLastPart(String name) {
        var matches = current(k -> k.endsWith(name));
        if (matches.size() > 1) {
            throw ambiguous("'" + name + "' is the last part of " + matches.size() + " names", matches);
        }
        matches.forEach(k -> found.add(k.id()));
        if (matches.isEmpty()) {
            unknownNames.add("'" + name + "'");
        }
    }

    private List<Known> current(java.util.function.Predicate<Known> test) {
        return known.stream().filter(Known::current).filter(test).toList();
    }

    private static NeronetException ambiguous(String what, List<Known> matches) {
        var shown =
                matches.stream().limit(NAMED).map(k -> k.id() + " " + k.name()).collect(Collectors.joining(", "));
        return new NeronetException(ExitCode.USAGE, what + ": " + shown, "use the ids");
    }

    private void throwIfUnknown() {
        var parts = new ArrayList<String>();
        if (!unknownIds.isEmpty()) {
            var count = unknownCount > 1 ? " (%,d ids)".formatted(unknownCount) : "";
            parts.add("no experiment has the id " + IdRanges.joined(unknownIds) + count);
        }
        if (!unknownNames.isEmpty()) {
            parts.add("no experiment or collection is called " + String.join(", ", unknownNames) + nearest());
        }
        if (!parts.isEmpty()) {
            throw new NeronetException(ExitCode.NOT_FOUND, String.join("; ", parts), hint());
        }
    }

    private String nearest() {
        var names = new TreeSet<String>();
        for (var k : known) {
            names.add(k.name());
            names.add(k.name().substring(k.name().lastIndexOf('/') + 1));
            k.collection().ifPresent(names::add);
        }
        var near = new TreeSet<String>();
        for (var quoted : unknownNames) {
            near.addAll(Suggestion.nearest(quoted.substring(1, quoted.length() - 1), names, NEAREST));
        }
        return near.isEmpty() ? "" : "; did you mean '" + String.join("', '", near) + "'?";
    }

    private String hint() {
        return known.isEmpty()
                ? "nothing is defined yet: neroman add FOLDER"
                : "neroman status shows ids " + IdRanges.text(ids) + " and their names";
    }
}
