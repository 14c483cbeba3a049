package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neronet.common.json.Json;
import org.neronet.man.report.FileChange.Kind;

class DiffTextTest {
    private static DiffReport report(List<FileChange> code, String unknown) {
        return new DiffReport("#1 a", "#2 b", List.of(), List.of(), code, unknown, List.of(), List.of());
    }

    @Test
    void eachKindOfDifferenceHasItsTable() {
        var report = new DiffReport(
                "#1 a",
                "#2 b",
                List.of(new Difference("lr", Optional.of("0.1"), Optional.empty())),
                List.of(new Difference("memory", Optional.empty(), Optional.of("8"))),
                List.of(
                        new FileChange("main.py", Kind.CHANGED, 3, 2000, List.of("-a", "+\u001b[2J")),
                        new FileChange("run.sh", Kind.MODE, 1, 1, List.of()),
                        new FileChange("new.py", Kind.ADDED, 0, 5, List.of()),
                        new FileChange("old.py", Kind.REMOVED, 5, 0, List.of())),
                "",
                List.of(new Difference("host", Optional.of("x"), Optional.of("y"))),
                List.of(new Difference("loss", Optional.of("0.5"), Optional.of("0.25"))));

        assertThat(new DiffText(200, false).lines(report))
                .containsExactly(
                        "--- #1 a",
                        "+++ #2 b",
                        "",
                        "parameters  -",
                        "lr          0.1",
                        "",
                        "definition  +",
                        "memory      8",
                        "",
                        "changed main.py (3 B -> 2.0 kB)",
                        "-a",
                        "+\\x1b[2J",
                        "",
                        "mode run.sh (may be executed on one side only)",
                        "",
                        "added new.py (5 B)",
                        "",
                        "removed old.py (5 B)",
                        "",
                        "environment  -  +",
                        "host         x  y",
                        "",
                        "results  -    +",
                        "loss     0.5  0.25");
        assertThat(report.isSame()).isFalse();
    }

    @Test
    void noDifferenceIsSaid() {
        assertThat(new DiffText(80, false).lines(report(List.of(), ""))).endsWith("no difference");
        assertThat(report(List.of(), "").isSame()).isTrue();
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        assertThat(new DiffText(80, false).lines(report(List.of(), "not noted")))
                .contains("files: not noted");
        assertThat(report(List.of(), "not noted").isSame()).isFalse();
    }

    @Test
    void longDifferencesAreCutUnlessAllIsWanted() {
        var lines = IntStream.range(0, 100).mapToObj(i -> "+" + i).toList();
        var report = report(List.of(new FileChange("f", Kind.CHANGED, 1, 2, lines)), "");

        assertThat(new DiffText(80, false).lines(report)).endsWith("+59", "... 40 lines more; --full shows them");
        assertThat(new DiffText(80, true).lines(report)).endsWith("+99");
    }

    @Test
    void theJsonHasAllOfIt() {
        var json = Json.write(DiffJson.of(report(List.of(new FileChange("f", Kind.CHANGED, 1, 2, List.of("-a"))), "")));

        assertThat(json)
                .isEqualTo("{\"schema\":1,\"before\":\"#1 a\",\"after\":\"#2 b\",\"same\":false,\"parameters\":{},"
                        + "\"definition\":{},\"files\":[{\"path\":\"f\",\"change\":\"changed\",\"bytes_before\":1,"
                        + "\"bytes_after\":2,\"diff\":[\"-a\"]}],\"files_unknown\":null,\"environment\":{},"
                        + "\"results\":{}}");
    }
}
