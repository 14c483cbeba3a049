package org.neronet.man.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.DefinitionRow;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;

/** All that is known of one experiment, for people: one page. */
public final class DossierText {
    private final Times times;
    private final AttemptText attempts;

    public DossierText(Instant now, ZoneId zone) {
        this.times = new Times(zone);
        this.attempts = new AttemptText(times, now);
    }

    public List<String> lines(Dossier dossier) {
        var page = new Fields();
        var row = dossier.report().row();
        page.add("#" + row.id(), row.experiment().name());
        standing(dossier, page);
        DefinitionText.add(row.experiment(), dossier.siblings(), page);
        origin(dossier, page);
        dossier.attempts().forEach(tried -> page.add("attempt " + tried.row().attempt(), attempts.lines(tried)));
        page.add(
                "metrics",
                dossier.report().reported().stream().map(DossierText::metric).toList());
        page.add("used", UsedText.of(dossier.report()));
        page.add("logs", row.latest().map(latest -> "neroman logs " + row.id()));
        page.add(
                "notes",
                dossier.notes().stream()
                        .flatMap(note -> (times.text(note.at()) + " " + note.author() + ": " + note.text()).lines())
                        .toList());
        return page.lines();
    }

    private void standing(Dossier dossier, Fields page) {
        var row = dossier.report().row();
        page.add(
                "state",
                row.latest()
                        .map(AttemptRow::status)
                        .map(s -> dossier.report().state().word() + AttemptText.why(s))
                        .orElse("defined, never submitted"));
        page.add("deleted", dossier.standing().deletedAt().map(times::text));
        page.add("superseded", row.supersededBy().map(id -> "by #" + id + ", which has its name now"));
        page.add("supersedes", hashed(dossier.standing().supersedes()));
        page.add("star", row.labels().starred() ? "*" : "");
        page.add("tags", row.labels().tags().stream().map(tag -> "#" + tag).collect(Collectors.joining(" ")));
        page.add("collection", row.experiment().collection());
        page.add("identity", dossier.standing().identity().map(DossierWords::brief));
        var same = hashed(dossier.standing().same());
        page.add("same as", same.isEmpty() ? "" : same + " (code, command and parameters)");
    }

    private static String hashed(List<Long> ids) {
        return ids.isEmpty() ? "" : "#" + IdRanges.text(ids);
    }

    private void origin(Dossier dossier, Fields page) {
        var definitions = dossier.definitions();
        var newest = definitions.get(definitions.size() - 1);
        var origin = Optional.of(newest.provenance());
        page.add(
                "defined",
                (newest.kind().equals("new") ? "" : newest.kind() + " ")
                        + times.text(newest.at())
                        + Origins.who(origin));
        page.add("in", newest.experiment().source());
        page.add("git", newest.provenance().git().map(DossierText::git).orElse(List.of()));
        page.add("with", each(newest.provenance()));
        page.add("files then", newest.code().map(DossierWords::brief));
        page.add("changed", dossier.folderChanged().filter(changed -> changed).map(yes -> changed(dossier)));
        page.add(
                "before",
                definitions.subList(0, definitions.size() - 1).stream()
                        .map(this::earlier)
                        .toList());
    }

    private static String changed(Dossier dossier) {
        var diff = dossier.standing().deletedAt().isEmpty()
                ? "; neroman diff " + dossier.report().id() + " shows how"
                : "";
        return "the folder holds other files now" + diff;
    }

    private static String each(Provenance origin) {
        return origin.environment().asMap().entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    private static List<String> git(GitState git) {
        var lines = new ArrayList<String>();
        lines.add("commit " + git.commit()
                + git.branch().map(name -> " on " + name).orElse("")
                + (git.isDirty() ? "" : ", clean"));
        git.remote().ifPresent(lines::add);
        if (git.isDirty()) {
            lines.add(DossierWords.count(Origins.changedLines(git), "line") + " changed, "
                    + DossierWords.count(git.untracked().size(), "file") + " unknown to git");
        }
        return lines;
    }

    private String earlier(DefinitionRow definition) {
        return definition.kind() + " " + times.text(definition.at())
                + Origins.who(Optional.of(definition.provenance()));
    }

    private static String metric(MetricSummary metric) {
        return metric.name() + "  last " + Numbers.brief(metric.last()) + ", min " + bound(metric.min()) + ", max "
                + bound(metric.max()) + ", " + DossierWords.count(metric.count(), "value");
    }

    private static String bound(Optional<Double> value) {
        return value.map(Numbers::brief).orElse("NaN");
    }
}
