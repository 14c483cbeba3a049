package org.neronet.man.report;

import java.util.ArrayList;
import java.util.List;

/** Differences for people. */
public final class DiffText {
    /** So many lines of one file's difference are shown unless all are wanted. */
    static final int LINES = 60;

    private final int width;
    private final boolean full;

    /** @param full whether files are shown however much they differ */
    public DiffText(int width, boolean full) {
        this.width = width;
        this.full = full;
    }

    public List<String> lines(DiffReport report) {
        var lines = new ArrayList<String>();
        lines.add(Printable.line("--- " + report.before()));
        lines.add(Printable.line("+++ " + report.after()));
        table("parameters", report.parameters(), lines);
        table("definition", report.definition(), lines);
        code(report, lines);
        table("environment", report.environment(), lines);
        table("results", report.results(), lines);
        if (lines.size() == 2) {
            lines.add("no difference");
        }
        return lines;
    }

    private void table(String title, List<Difference> differences, List<String> lines) {
        if (differences.isEmpty()) {
            return;
        }
        lines.add("");
        var table = new TextTable(List.of(title, "-", "+"));
        differences.forEach(each -> table.add(
                List.of(each.what(), each.before().orElse(""), each.after().orElse(""))));
        lines.addAll(table.lines(width));
    }

    private void code(DiffReport report, List<String> lines) {
        if (!report.codeUnknown().isEmpty()) {
            lines.add("");
            lines.add(Printable.line("files: " + report.codeUnknown()));
        }
        for (var change : report.code()) {
            lines.add("");
            lines.add(Printable.line(heading(change)));
            var shown = full
                    ? change.lines()
                    : change.lines().subList(0, Math.min(LINES, change.lines().size()));
            shown.forEach(line -> lines.add(Printable.line(line)));
            if (shown.size() < change.lines().size()) {
                lines.add("... " + (change.lines().size() - shown.size()) + " lines more; --full shows them");
            }
        }
    }

    private static String heading(FileChange change) {
        var sizes = switch (change.kind()) {
            case ADDED -> Numbers.bytes(change.after());
            case REMOVED -> Numbers.bytes(change.before());
            case CHANGED -> Numbers.bytes(change.before()) + " -> " + Numbers.bytes(change.after());
            case MODE -> "may be executed on one side only";
        };
        return change.kind().word() + " " + change.path() + " (" + sizes + ")";
    }
}
