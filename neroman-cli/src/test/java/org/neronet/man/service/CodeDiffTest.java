package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.report.FileChange;
import org.neronet.man.report.FileChange.Kind;

class CodeDiffTest {
    private final Map<String, byte[]> contents = new HashMap<>();
    private final CodeDiff diff = new CodeDiff(digest -> Optional.ofNullable(contents.get(digest)));

    @Test
    void filesAreComparedByPath() {
        var changes = diff.of(
                List.of(file("a.py", "1\n2\n3\n"), file("gone.py", "x"), file("same.py", "s")),
                List.of(file("a.py", "1\n2b\n3\n"), file("new.py", "yy"), file("same.py", "s")));

        assertThat(changes)
                .containsExactly(
                        new FileChange(
                                "a.py",
                                Kind.CHANGED,
                                6,
                                7,
                                List.of("--- a/a.py", "+++ b/a.py", "@@ -1,3 +1,3 @@", " 1", "-2", "+2b", " 3")),
                        new FileChange("gone.py", Kind.REMOVED, 1, 0, List.of()),
                        new FileChange("new.py", Kind.ADDED, 0, 2, List.of()));
    }

    @Test
    void aModeAloneIsAChangeToo() {
        var plain = file("run.sh", "x");
        var executable = new CodeFile("run.sh", 1, plain.sha256(), true);

        assertThat(diff.of(List.of(plain), List.of(executable)))
                .extracting(FileChange::kind)
                .containsExactly(Kind.MODE);
    }

    @Test
    void whatIsNotKeptOrNoTextIsOnlyNamed() {
        var unknown = new CodeFile("data", 9, "f".repeat(64), false);
        var binary = file("data", "a\0b");
        contents.put("e".repeat(64), new byte[] {(byte) 0xff, (byte) 0xfe});
        var noText = new CodeFile("data", 2, "e".repeat(64), false);

        assertThat(diff.of(List.of(unknown), List.of(binary)).get(0).lines()).isEmpty();
        assertThat(diff.of(List.of(binary), List.of(noText)).get(0).lines()).isEmpty();
        assertThat(diff.of(List.of(file("data", "text")), List.of(noText))
                        .get(0)
                        .lines())
                .isEmpty();
    }

    @Test
    void veryLongFilesAreNotComparedLineByLine() {
        var some = file("log", "a\n".repeat(30_000));
        var others = file("log", "b\n".repeat(30_000));

        assertThat(diff.of(List.of(some), List.of(others)).get(0).lines()).isEmpty();
    }

    private CodeFile file(String path, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = Sha256.of(bytes);
        contents.put(digest, bytes);
        return new CodeFile(path, bytes.length, digest, false);
    }
}
