package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neronet.mum.store.TestPlans.NOON;
import static org.neronet.mum.store.TestPlans.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.disk.Sha256;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ResultFile;

class ResultsTest {
    @TempDir
    Path workdir;

    private Attempt attempt(List<CodeFile> code, List<String> outputs, long limit) {
        return TestPlans.attempt(TestPlans.plan(key(1), code, outputs, limit), workdir);
    }

    private Attempt attempt(String... outputs) {
        return attempt(List.of(), List.of(outputs), 1000);
    }

    private Path write(String path, String text) throws IOException {
        var file = new Workdir(workdir).attempt(key(1)).resolve("work").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static List<String> paths(List<ResultFile> files) {
        return files.stream().map(ResultFile::path).toList();
    }

    private static CodeFile code(String path, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new CodeFile(path, bytes.length, Sha256.of(bytes), false);
    }

    @Test
    void newAndChangedFilesAreResultsInOrder() throws IOException {
        var code = List.of(code("main.py", "print"), code("data/x", "1234"), code("data/y", "5678"));
        write("main.py", "print");
        write("data/x", "1243");
        write("data/y", "56789");
        write("out/b.csv", "b");
        write("a.csv", "a").toFile().setExecutable(true);

        var listing = new Results(attempt(code, List.of(), 1000)).list();

        assertThat(listing.files())
                .containsExactly(
                        new ResultFile("a.csv", 1, true),
                        new ResultFile("data/x", 4, false),
                        new ResultFile("data/y", 5, false),
                        new ResultFile("out/b.csv", 1, false));
        assertThat(listing.leftOut()).isEmpty();
        assertThat(listing.ready()).isFalse();
    }

    @Test
    void theListIsFinalOnceTheAttemptHasEnded() throws IOException {
        var running = attempt();
        var end = new Ended(key(1), NOON, AttemptState.FAILED, Optional.of(1), "exit 1", "exit file");

        var listing = new Results(running.with(running.status().after(end))).list();

        assertThat(listing.ready()).isTrue();
        assertThat(listing.files()).isEmpty();
    }

    @Test
    void outputsChooseAmongThem() throws IOException {
        write("a.csv", "");
        write("deep/er/b.csv", "");
        write("plots/p.png", "");
        write("[odd", "");
        write("rest", "");

        assertThat(paths(new Results(attempt("*.csv")).list().files())).containsExactly("a.csv", "deep/er/b.csv");
        assertThat(paths(new Results(attempt("plots/")).list().files())).containsExactly("plots/p.png");
        assertThat(paths(new Results(attempt("./**/*.csv", "[odd")).list().files()))
                .containsExactly("[odd", "a.csv", "deep/er/b.csv");
        assertThat(paths(new Results(attempt("deep/*")).list().files())).isEmpty();
    }

    @Test
    void whatIsExcludedIsNoResultNorLeftOut() throws IOException {
        write("model.json", "{}");
        write("old.json", "{}");
        write("tmp/a.json", "{}");
        write("run/tmp/b.json", "{}");
        write("run/c.json", "{}");
        write("run/keep.ckpt", "");
        write("run/d.ckpt", "");
        var plan = attempt("*.json", "*.ckpt").plan();
        var excluding = Plans.with(plan, "results_exclude", List.of("tmp/", "/old*", "*.ckpt", "!keep.ckpt"));

        var listing = new Results(TestPlans.attempt(excluding, workdir)).list();

        assertThat(paths(listing.files())).containsExactly("model.json", "run/c.json", "run/keep.ckpt");
        assertThat(listing.leftOut()).isEmpty();
    }

    @Test
    void everythingButWhatIsExcludedIsAResult() throws IOException {
        write("a", "");
        write("b/c", "");
        var excluding = Plans.with(attempt().plan(), "results_exclude", List.of("b"));

        assertThat(paths(new Results(TestPlans.attempt(excluding, workdir))
                        .list()
                        .files()))
                .containsExactly("a");
    }

    @Test
    void whatPassesTheLimitIsNamedAsLeftOut() throws IOException {
        write("a", "x".repeat(600));
        write("b", "x".repeat(600));
        write("c", "x".repeat(400));

        var listing = new Results(attempt()).list();

        assertThat(paths(listing.files())).containsExactly("a", "c");
        assertThat(paths(listing.leftOut())).containsExactly("b");
    }

    @Test
    void linksAreNeverResultsNorFollowed() throws IOException {
        var secret = Files.writeString(workdir.resolve("secret"), "secret");
        var link = write("real", "r").resolveSibling("link");
        Files.createSymbolicLink(link, secret);
        Files.createSymbolicLink(link.resolveSibling("folder"), workdir);

        var results = new Results(attempt());

        assertThat(paths(results.list().files())).containsExactly("real");
        for (var path : List.of("link", "folder/secret", "../key", "/etc/passwd", "nothing", ".")) {
            assertThatThrownBy(() -> results.open(path))
                    .isInstanceOf(NeronetException.class)
                    .hasMessageContaining("has no result '" + path + "'");
        }
        try (var in = results.open("real")) {
            assertThat(in.readAllBytes()).asString().isEqualTo("r");
        }
    }

    @Test
    void aBigUntouchedFileIsJudgedByItsTime() throws IOException {
        long size = 65L << 20;
        var file = write("big", "");
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[1]), size - 1);
        }
        var attempt = attempt(List.of(new CodeFile("big", size, "0".repeat(64), false)), List.of(), 1L << 40);
        assertThat(new Results(attempt).list().files()).isEmpty();

        Files.writeString(attempt.folder().start(), "");
        Files.setLastModifiedTime(attempt.folder().start(), java.nio.file.attribute.FileTime.from(NOON));
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(NOON.plusSeconds(1)));
        assertThat(paths(new Results(attempt).list().files())).containsExactly("big");
    }
}
