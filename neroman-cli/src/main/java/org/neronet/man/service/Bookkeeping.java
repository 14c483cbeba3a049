package org.neronet.man.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Preferences;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.Labels;

/** What the user writes down about experiments: notes, tags and stars. */
final class Bookkeeping {
    private static final int LONGEST_NOTE = 100_000;

    private final Workspace workspace;
    private final History history;
    private final Supplier<Preferences> preferences;

    Bookkeeping(Workspace workspace, History history, Supplier<Preferences> preferences) {
        this.workspace = workspace;
        this.history = history;
        this.preferences = preferences;
    }

    /** The ids that have it now. */
    List<Long> note(List<ExperimentRow> rows, String text) {
        if (text.isBlank()) {
            throw new NeronetException(
                    ExitCode.USAGE, "the note is empty", "neroman note 1-3 too noisy; or - to read it from stdin");
        }
        if (text.length() > LONGEST_NOTE) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "the note has %,d characters, the limit is %,d".formatted(text.length(), LONGEST_NOTE),
                    "note the name of a file that holds it");
        }
        var ids = ids(rows);
        history.note(ids, author(), text, workspace.clock().instant());
        return ids;
    }

    private String author() {
        return preferences.get().name().orElse(System.getProperty("user.name"));
    }

    /** All tags are good, or nothing is changed. */
    List<Labelled> tag(List<ExperimentRow> rows, List<String> tags, boolean remove) {
        var different = new LinkedHashSet<>(tags);
        for (var tag : different) {
            Labels.tagFault(tag).ifPresent(fault -> {
                throw new NeronetException(ExitCode.USAGE, fault, "neroman tag 1-3 paper");
            });
        }
        var outcomes = new ArrayList<Labelled>();
        for (var tag : different) {
            var ids = ids(rows);
            var changed = remove
                    ? history.untag(ids, tag)
                    : history.tag(ids, tag, workspace.clock().instant());
            outcomes.add(labelled(tag, ids, changed));
        }
        return outcomes;
    }

    Labelled star(List<ExperimentRow> rows, boolean starred) {
        var ids = ids(rows);
        return labelled("star", ids, history.star(ids, starred));
    }

    private static Labelled labelled(String label, List<Long> ids, List<Long> changed) {
        var different = new HashSet<>(changed);
        return new Labelled(
                label,
                changed,
                ids.stream().filter(id -> !different.contains(id)).toList());
    }

    private static List<Long> ids(List<ExperimentRow> rows) {
        return rows.stream().map(ExperimentRow::id).toList();
    }
}
