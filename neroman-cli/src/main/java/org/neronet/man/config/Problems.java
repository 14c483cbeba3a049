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
    private final Set<Problem> warned = new LinkedHashSet<>();

    public Problems(YamlSource source) {
        this.source = source;
    }

    /** Notes a fault at a place of the file; the same one twice counts once. */
    public void add(YamlValue.Mark at, String message, String fix) {
        found.add(source.problem(at, message, fix));
    }

    /** Notes a fault of another file that belongs to this one; such faults are told behind its own. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** All faults, in file order. */
    public List<Problem> found() {
        return sorted(found);
    }

    /** Notes what is allowed but probably not meant. */
    public void warn(YamlValue.Mark at, String message, String fix) {
        warned.add(source.problem(at, message, fix));
    }

    /** What was warned of, in file order. */
    public List<Problem> warnings() {
        return sorted(warned);
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
            throw ProblemsFound.refusal(text(), sorted(found));
        }
    }

    private List<Problem> sorted(Set<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(
                                (Problem problem) -> !problem.file().equals(source.file()))
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    private String text() {
        var shown = sorted(found).stream().limit(SHOWN).map(Problem::text).collect(Collectors.joining("\n"));
        int more = found.size() - SHOWN;
        return more > 0 ? shown + "\n… and " + more + " more" : shown;
    }
}
