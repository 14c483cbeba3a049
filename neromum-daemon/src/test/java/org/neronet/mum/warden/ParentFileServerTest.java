package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.testing.Await;

/** A file server that loses replies, answers late or with errors, and folders that are taken away, by stand-ins for programs. */
class ParentFileServerTest {
    private static final String REAL_LN = "/usr/bin/ln \"$@\"";

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aLinkThatWasMadeAndCalledAFailureIsAClaim(String shell) throws Exception {
        var rig = rig(shell, "ln", REAL_LN + "; echo 'ln: failed to create hard link: File exists' >&2; exit 1");

        assertThat(rig.run()).as(rig::state).isEqualTo(3);
        assertThat(rig.read(rig.inWork("runs"))).isEqualTo("started\n");

        assertThat(rig.run()).as("the next one: %s", rig.state()).isZero();
        assertThat(rig.read(rig.inWork("runs"))).isEqualTo("started\n");
    }

    @ParameterizedTest
    @CsvSource({"dash, 10", "bash, 10", "dash, 1", "bash, 1"})
    void ofManyWhoseRepliesGetLostOneStarts(String shell, int parents) throws Exception {
        var rig = rig(shell, "ln", REAL_LN + "; exit 1");

        var started = Stream.generate(rig::start).limit(parents).toList();
        for (var parent : started) {
            rig.await(parent);
        }

        assertThat(rig.read(rig.inWork("runs"))).isEqualTo("started\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aLinkThatFailsAFewTimesIsTriedAgain(String shell) throws Exception {
        var count = temp.resolve("tries");
        var rig = rig(
                shell,
                "ln",
                "echo x >>" + count + "; [ $(wc -l <" + count
                        + ") -gt 2 ] || { echo 'Stale file handle' >&2; exit 1; }\n" + REAL_LN);

        assertThat(rig.run()).as(rig::state).isEqualTo(3);
        assertThat(rig.read(rig.inWork("runs"))).isEqualTo("started\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void whereNoClaimCanBeMadeNothingStarts(String shell) throws Exception {
        var rig = rig(shell, "ln", "echo 'Stale file handle' >&2; exit 1");

        assertThat(rig.run()).as(rig::state).isEqualTo(75);

        assertThat(rig.inWork("runs")).doesNotExist();
        assertThat(rig.read(rig.workdir.resolve("parent.out"))).contains("cannot make", "/claim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void anExitFileThatCannotBeRenamedAtFirstComesLater(String shell) throws Exception {
        var count = temp.resolve("tries");
        var rig = rig(
                shell,
                "mv",
                "case $* in *exit) echo x >>" + count + "; [ $(wc -l <" + count
                        + ") -gt 2 ] || { echo 'Input/output error' >&2; exit 1; } ;; esac\n/usr/bin/mv \"$@\"");

        assertThat(rig.run()).as(rig::state).isEqualTo(3);
        assertThat(rig.exit().field("code")).contains("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aFolderThatIsTakenAwayDoesNotHarmTheProgramAndIsNotMadeAgain(String shell) throws Exception {
        var gate = temp.resolve("gate");
        var end = temp.resolve("end");
        var up = temp.resolve("up");
        var rig = ParentRig.under(shell, temp)
                .lay(Plans.of(
                        7,
                        "sh",
                        "-c",
                        ": >'" + up + "'; until [ -e '" + gate + "' ]; do sleep 0.1; done; echo done >'" + end
                                + "'; exit 9"));
        var parent = rig.start();
        rig.awaitFile(rig.attempt.start());
        rig.awaitFile(up);
        remove(rig.attempt.root());
        remove(rig.batch);

        Files.createFile(gate);

        assertThat(rig.await(parent)).isEqualTo(9);
        assertThat(end).hasContent("done");
        assertThat(rig.attempt.root()).doesNotExist();
        assertThat(rig.batch).doesNotExist();
    }

    /** POSIX has a shell leave when the redirection of a special builtin fails. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aMarkThatCannotBeMadeEndsNoParent(String shell) throws Exception {
        var rig = ParentRig.under(shell, temp);
        var marks = rig.batch.resolve("marks");
        rig.lay(Plans.of(
                7, "sh", "-c", "until [ -e ../start ]; do sleep 0.05; done; sleep 0.5; mkdir '" + marks + "'; exit 9"));
        remove(marks);

        assertThat(rig.run()).as(rig::state).isEqualTo(9);

        assertThat(rig.exit().field("code")).contains("9");
        assertThat(marks.resolve("1.exit")).exists();
    }

    /** The parent, who has just begun, may take a file away meanwhile. */
    private static void remove(Path folder) {
        Await.until(ParentRig.LIMIT, () -> folder + " stays", () -> isRemoved(folder));
    }

    private static boolean isRemoved(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return !Files.exists(folder);
        }
    }

    /** With a stand-in for one program. */
    private ParentRig rig(String shell, String program, String script) throws IOException {
        var folder = Files.createDirectories(temp.resolve("stand-ins"));
        ParentRig.script(folder.resolve(program), script);
        var rig = ParentRig.under(shell, temp).lay(Plans.of(7, "sh", "-c", "echo started >>runs; exit 3"));
        return rig.withPath(Path.of(folder + ":" + System.getenv("PATH")));
    }
}
