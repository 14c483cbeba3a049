package org.neronet.man.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.json.JsonObject;
import org.neronet.man.report.Dossier.Tried;

/** One attempt for people, in a few lines. */
final class AttemptText {
    private final Times times;
    private final Instant now;

    AttemptText(Times times, Instant now) {
        this.times = times;
        this.now = now;
    }

    List<String> lines(Tried tried) {
        var status = tried.row().status();
        var lines = new ArrayList<String>();
        lines.add(status.state().word() + " on " + tried.row().cluster() + why(status));
        lines.add(places(status));
        lines.add("submitted " + times.text(tried.row().begun()) + Origins.by(tried.origin()));
        lines.add(clock(status));
        tried.code()
                .ifPresent(code -> lines.add("code " + DossierWords.brief(code.digest()) + ", "
                        + DossierWords.count(code.files().size(), "file") + ", " + Numbers.bytes(code.bytes())));
        tried.environment().ifPresent(facts -> lines.add("found " + MomentText.machine(facts) + more(facts)));
        status.warnings().forEach(warning -> lines.add("warning: " + warning));
        tried.row().results().ifPresent(folder -> lines.add("results " + folder));
        lines.removeIf(String::isEmpty);
        return lines;
    }

    /** {@code ": exit 3 (exit file)"}. */
    static String why(AttemptStatus status) {
        return status.reason().map(reason -> ": " + reason).orElse("")
                + status.evidence().map(evidence -> " (" + evidence + ")").orElse("");
    }

    private static String places(AttemptStatus status) {
        var parts = new ArrayList<String>();
        status.jobId().ifPresent(job -> parts.add("job " + job));
        status.node().ifPresent(node -> parts.add("node " + node));
        status.exitCode().ifPresent(code -> parts.add("exit code " + code));
        if (status.terminationAsked()) {
            parts.add("its end was asked for");
        }
        return String.join(", ", parts);
    }

    private String clock(AttemptStatus status) {
        var parts = new ArrayList<String>();
        status.submittedAt().ifPresent(at -> parts.add("accepted " + times.text(at)));
        status.expectedAt().ifPresent(at -> parts.add("expected to start " + times.text(at)));
        status.startedAt().ifPresent(at -> parts.add("started " + times.text(at)));
        status.endedAt().ifPresent(at -> parts.add("ended " + times.text(at)));
        status.startedAt().ifPresent(start -> {
            var time = Duration.between(start, status.endedAt().orElse(now));
            if (!time.isNegative()) {
                parts.add((status.endedAt().isPresent() ? "ran " : "has run ") + Numbers.duration(time));
            }
        });
        return String.join(", ", parts);
    }

    private static String more(JsonObject facts) {
        var parts = new ArrayList<String>();
        if (facts.has("gpus")) {
            parts.addAll(facts.objects("gpus", gpu -> gpu).stream()
                    .filter(gpu -> gpu.has("name"))
                    .map(gpu -> gpu.string("name")
                            + gpu.optionalString("memory").map(m -> " " + m).orElse(""))
                    .toList());
        }
        var system = List.of("os", "kernel", "arch").stream()
                .flatMap(key -> facts.optionalString(key).stream())
                .collect(Collectors.joining(" "));
        parts.add(system);
        facts.optionalString("java").ifPresent(java -> parts.add("Java " + java));
        facts.optionalObject("program").ifPresent(program -> parts.addAll(MomentText.program(program)));
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? "" : "; " + String.join(", ", parts);
    }
}
