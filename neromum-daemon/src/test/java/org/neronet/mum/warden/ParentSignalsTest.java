package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real script does with signals, under each shell. */
class ParentSignalsTest {
    private static final String WAIT_FOR_GO = "while [ ! -e go ]; do sleep 0.05; done; ";

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"dash,KILL,137", "dash,TERM,143", "dash,INT,130", "bash,KILL,137", "bash,TERM,143", "bash,INT,130"})
    void notesThatTheProgramDiedOfASignal(String shell, String signal, int code) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", "kill -s " + signal + " $$; sleep 60"));

        assertThat(rig.run()).as(rig::state).isEqualTo(code);

        assertThat(rig.exit().number("code")).contains((long) code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void notesTermAndWaitsOnWithoutPassingItOn(String shell) throws Exception {
        var rig = rig(shell)
                .lay(Plans.of(7, "sh", "-c", "trap 'echo TERM >>signals' TERM; : >up; " + WAIT_FOR_GO + "exit 5"));
        var parent = rig.start();
        rig.awaitFile(rig.inWork("up"));
        rig.awaitFile(rig.batch.resolve("marks/1.start"));

        for (var signal : List.of("TERM", "HUP", "XCPU", "TERM")) {
            rig.signal(signal, parent.pid());
        }
        Files.createFile(rig.inWork("go"));

        assertThat(rig.await(parent)).as(rig::state).isEqualTo(5);
        assertThat(rig.exit().field("signalled").orElse(""))
                .contains("TERM")
                .contains("HUP")
                .contains("XCPU");
        assertThat(rig.inWork("signals")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void keepsTheProgramsAnswerToATermThatReachesAll(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", "trap 'exit 7' TERM; : >up; while :; do sleep 0.05; done"));
        var parent = rig.start();
        rig.awaitFile(rig.inWork("up"));
        rig.awaitFile(rig.attempt.start());

        rig.signal("TERM", parent.pid());
        rig.signal("TERM", rig.startFile().number("program").orElseThrow());

        assertThat(rig.await(parent)).as(rig::state).isEqualTo(7);
        assertThat(rig.exit().field("signalled")).contains("TERM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void passesEachUserSignalOnOnce(String shell) throws Exception {
        var traps = "trap 'echo 1 >>signals' USR1; trap 'echo 2 >>signals' USR2; : >up; ";
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", traps + WAIT_FOR_GO));
        var parent = rig.start();
        rig.awaitFile(rig.inWork("up"));
        rig.awaitFile(rig.batch.resolve("marks/1.start"));

        rig.signal("USR1", parent.pid());
        rig.awaitText(rig.inWork("signals"), "1\n");
        rig.signal("USR2", parent.pid());
        rig.awaitText(rig.inWork("signals"), "1\n2\n");
        rig.signal("USR1", parent.pid());
        rig.awaitText(rig.inWork("signals"), "1\n2\n1\n");
        Files.createFile(rig.inWork("go"));

        assertThat(rig.await(parent)).as(rig::state).isZero();
        assertThat(rig.read(rig.inWork("signals"))).isEqualTo("1\n2\n1\n");
        assertThat(rig.exit().field("signalled")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "only dash", "old env"})
    void givesTheProgramTheSignalsOfABareJob(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "grep", "^Sig[BIC]", "/proc/self/status"));
        var bare = new ProcessBuilder("env", "--default-signal", "sh", "-c", "exec grep '^Sig[BIC]' /proc/self/status")
                .start();

        assertThat(rig.run()).as(rig::state).isZero();

        var expected = new String(bare.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rig.read(rig.attempt.root().resolve("stdout"))).isEqualTo(expected);
    }

    private ParentRig rig(String shell) throws IOException {
        return ParentRig.under(shell, temp);
    }
}
