package org.neronet.man.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.fault.NeronetException;

/** Gathers the faults of one file, so that the user sees all of them at once. */
public final class Problems {
    /** More are only counted. */
    public static final int SHOWN = 20;

    private final YamlSource source;
    private final Set<Problem> found = new LinkedHashSet<>();

    public Problems(YamlSource source) {
        this.source = source;
    }

    /** Notes a fault at a place of the file; the same one twice counts once. */
    public void add(YamlValue.Mark at, String message, String fix) {
        found.add(source.problem(at, message, fix));
    }

    public YamlSource source() {
        return source;
    }

    public int count() {
        return found.size();
    }

    /** @throws NeronetException (usage) with every fault in its message, when there is one */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw ProblemsFound.refusal(text(), sorted());
        }
    }

    private List<Problem> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    private String text() {
        var shown = sorted().stream().limit(SHOWN).map(Problem::text).collect(Collectors.joining("\n"));
        int more = found.size() - SHOWN;
        return more > 0 ? shown + "\n… and " + more + " more" : shown;
    }
}
