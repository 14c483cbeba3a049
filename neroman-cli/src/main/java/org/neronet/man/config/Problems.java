package org.neronet.man.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.fault.NeronetException;

/** Gathers the faults of one file, so that the user sees all of them at once. */
public final class Problems {
    /** More are not shown to people. */
    public static final int SHOWN = 20;

    /** Whoever makes more has another file in mind; reading on would only keep the user waiting. */
    private static final int MOST = 200;

    private final YamlSource source;
    private final Set<Problem> found = new LinkedHashSet<>();
    private final Set<Problem> warned = new LinkedHashSet<>();
    private int noted;

    public Problems(YamlSource source) {
        this.source = source;
    }

    /**
     * Notes a fault at a place of the file; the same one twice counts once.
     *
     * @throws NeronetException (usage) with all faults when there are too many to go on
     */
    public void add(YamlValue.Mark at, String message, String fix) {
        noted++;
        found.add(source.problem(at, message, fix));
        if (found.size() >= MOST) {
            throw refusal();
        }
    }

    /** Notes a fault behind which nothing can be read. */
    NeronetException fatal(Problem problem) {
        found.add(problem);
        return refusal();
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
        if (warnsMore()) {
            warned.add(source.problem(at, message, fix));
        }
    }

    /** Whether anybody would read one warning more. */
    public boolean warnsMore() {
        return warned.size() < SHOWN;
    }

    /** What was warned of, in file order. */
    public List<Problem> warnings() {
        return sorted(warned);
    }

    public YamlSource source() {
        return source;
    }

    /** How often a fault was noted, also those that were noted before: what is inherited is read again in each block. */
    public int count() {
        return noted;
    }

    /** @throws NeronetException (usage) with every fault in its message, when there is one */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw refusal();
        }
    }

    private NeronetException refusal() {
        return ProblemsFound.refusal(text(), sorted(found));
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
        var atLeast = found.size() >= MOST ? "at least " : "";
        return more > 0 ? shown + "\n… and " + atLeast + more + " more" : shown;
    }
}
