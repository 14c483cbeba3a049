package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the real script looks after a kid, under each shell; scripts take the place of java. */
class ParentKidTest {
    private static final String WAIT_FOR_GO = "while [ ! -e go ]; do sleep 0.05; done; ";

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void startsTheKidAgainUntilItLeavesByItself(String shell) throws Exception {
        var rig = rig(shell)
                .withJava("echo \"$LC_ALL $*\" >>calls; [ $(wc -l <calls) -gt 1 ] || exit 1; : >work/go")
                .lay(Plans.of(7, "sh", "-c", WAIT_FOR_GO + "sleep 1.6; exit 4"));

        assertThat(rig.await(rig.start(Map.of("NERONET_TEST_JVM_OPTS", "-Da=1 -Db=2"))))
                .isEqualTo(4);

        var call = "C.UTF-8 -Xlog:disable -Xlog:all=error:stderr -Xms4m -Xmx24m -Xss256k -XX:+UseSerialGC"
                + " -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m -XX:CICompilerCount=1 -XX:-UsePerfData"
                + " -XX:CompileThresholdScaling=3 -XX:StringTableSize=2048 -XX:ActiveProcessorCount=1 -Da=1 -Db=2 -jar "
                + rig.lib.resolve("nerokid.jar") + " watch "
                + rig.attempt.root();
        assertThat(rig.read(rig.attempt.root().resolve("calls")).lines()).containsExactly(call, call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void letsTheKidFinishItsReport(String shell) throws Exception {
        var rig = rig(shell)
                .withJava(": >work/go; while [ ! -e exit ]; do sleep 0.02; done; sleep 0.3; echo all >said")
                .lay(Plans.of(7, "sh", "-c", WAIT_FOR_GO));

        assertThat(rig.run()).isZero();

        assertThat(rig.read(rig.attempt.root().resolve("said"))).isEqualTo("all\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void leavesAKidBehindThatHangs(String shell) throws Exception {
        var rig =
                rig(shell).withJava(": >work/go; exec sleep 100").lay(Plans.of(7, "sh", "-c", WAIT_FOR_GO + "exit 6"));
        long before = System.nanoTime();

        assertThat(rig.run()).isEqualTo(6);

        assertThat(System.nanoTime() - before).isLessThan(60_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void startsNoKidForAProgramThatIsSoonOver(String shell) throws Exception {
        var path = ParentRig.tools(temp.resolve("quick"), "bash");
        ParentRig.script(path.resolve("sleep"), "while [ ! -e exit ] && [ -d work ]; do /bin/sleep 0.02; done");
        var rig = rig(shell).withPath(path).withJava("echo \"$*\" >>calls").lay(Plans.of(7, "true"));

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.attempt.root().resolve("calls")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void runsTheProgramUnwatchedWhenTheKidCannotStart(String shell) throws Exception {
        var rig = rig(shell).withJava("exit 1").lay(Plans.of(7, "sh", "-c", "sleep 0.5; exit 4"));
        Files.delete(rig.workdir.resolve("java"));

        assertThat(rig.run()).isEqualTo(4);
    }

    private ParentRig rig(String shell) throws IOException {
        return ParentRig.under(shell, temp);
    }
}
