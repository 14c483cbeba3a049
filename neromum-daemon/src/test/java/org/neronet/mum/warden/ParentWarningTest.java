package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.AttemptPlan;

/** What the real script does when the scheduler says that the time limit is near. */
class ParentWarningTest {
    private static final String TRAPS = "for s in USR1 USR2 TERM INT; do trap \"echo $s >>signals\" $s; done; : >up; ";
    private static final String UNTIL_GO = "while [ ! -e go ]; do sleep 0.05; done; exit 5";

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"dash,USR1", "dash,USR2", "dash,TERM", "dash,INT", "bash,USR1", "bash,USR2", "bash,TERM"})
    void theWantedSignalAndTheStopFileComeOnce(String shell, String signal) throws Exception {
        var rig = rig(shell).lay(warned(signal, TRAPS + UNTIL_GO));
        var parent = started(rig);

        rig.signal("USR1", parent.pid());

        rig.awaitText(rig.inWork("signals"), signal + "\n");
        assertThat(rig.attempt.stopFile()).hasContent("the time limit is near");
        rig.signal("USR1", parent.pid());
        rig.awaitText(rig.inWork("signals"), signal + "\nUSR1\n");
        Files.createFile(rig.inWork("go"));
        assertThat(rig.await(parent)).as(rig::state).isEqualTo(5);
        assertThat(rig.exit().field("warned")).contains("1");
        assertThat(rig.exit().field("signalled")).isEmpty();
        assertThat(rig.attempt.notes()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void whoDoesNotKnowTheSignalIsToldByTheFileAlone(String shell) throws Exception {
        var rig = rig(shell).lay(warned("null", "trap : USR2; : >up; " + UNTIL_GO));
        var parent = started(rig);

        rig.signal("USR1", parent.pid());

        rig.awaitFile(rig.attempt.stopFile());
        rig.awaitFile(rig.attempt.notes());
        Files.createFile(rig.inWork("go"));
        assertThat(rig.await(parent)).as(rig::state).isEqualTo(5);
        assertThat(rig.attempt.notes()).content().startsWith("the program does not handle USR1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bash | print(signal.sigwait(range(1, 32)).name)",
                "dash | while not signal.sigpending(): time.sleep(0.05)"
            })
    void whoWaitsForABlockedSignalGetsIt(String shell, String wait) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "this machine has no python3");
        var script = "import signal, sys, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))\n"
                + "open(\"up\", \"w\").close()\n" + wait + "\nsys.exit(5)";
        var rig = rig(shell).lay(warned("null", "exec python3 -c '" + script + "'"));
        var parent = started(rig);

        rig.signal("USR1", parent.pid());

        assertThat(rig.await(parent)).as(rig::state).isEqualTo(5);
        assertThat(rig.attempt.notes()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void withNoneThereIsTheFileAlone(String shell) throws Exception {
        var rig = rig(shell).lay(warned("none", TRAPS + UNTIL_GO));
        var parent = started(rig);

        rig.signal("USR1", parent.pid());

        rig.awaitFile(rig.attempt.stopFile());
        Files.createFile(rig.inWork("go"));
        assertThat(rig.await(parent)).as(rig::state).isEqualTo(5);
        assertThat(rig.inWork("signals")).doesNotExist();
        assertThat(rig.attempt.notes()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void onGridEngineUserSignalsReachAllAndAreNotPassedOn(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", TRAPS + UNTIL_GO));
        var parent = rig.start(Map.of("SGE_JOB_SPOOL_DIR", "/spool", "JOB_ID", "12"));
        rig.awaitFile(rig.inWork("up"));
        rig.awaitFile(rig.batch.resolve("marks/1.start"));

        for (var name : new String[] {"USR1", "USR2", "USR2"}) {
            rig.signal(name, parent.pid());
        }
        rig.signal("USR2", rig.startFile().number("program").orElseThrow());

        rig.awaitText(rig.inWork("signals"), "USR2\n");
        Files.createFile(rig.inWork("go"));
        assertThat(rig.await(parent)).as(rig::state).isEqualTo(5);
        assertThat(rig.read(rig.inWork("signals"))).isEqualTo("USR2\n");
    }

    private static AttemptPlan warned(String signal, String script) {
        var named = signal.equals("null") ? signal : "\"" + signal + "\"";
        var watch = "{\"before_time_limit\": {\"time\": \"5m\", \"signal\": " + named + "}}";
        return Plans.limited(Plans.of(7, "sh", "-c", script), 3600, watch);
    }

    private static Process started(ParentRig rig) {
        var parent = rig.start();
        rig.awaitFile(rig.inWork("up"));
        rig.awaitFile(rig.batch.resolve("marks/1.start"));
        return parent;
    }

    private ParentRig rig(String shell) throws IOException {
        return ParentRig.under(shell, temp);
    }

    @ParameterizedTest
    @CsvSource({"enable_addgrp_kill=1,1000,own", "enable_addgrp_kill=1,0,shared", "enable_addgrp_kill=0,1000,shared"})
    void inGridEngineAProgramHasASessionWhereSignalsFindItThere(String config, int user, String session)
            throws Exception {
        var rig = rig("bash").lay(Plans.of(7, "sh", "-c", "[ $(ps -o sid= -p $$) = $$ ] && echo own || echo shared"));
        var spool = Files.createDirectory(temp.resolve("spool"));
        Files.writeString(spool.resolve("config"), "add_grp_id=65420\n" + config + "\n");
        var id = Files.writeString(spool.resolve("id"), "#!/bin/sh\necho " + user + "\n");
        assertThat(id.toFile().setExecutable(true)).isTrue();
        var path = spool + ":" + System.getenv("PATH");

        rig.await(rig.start(Map.of("SGE_JOB_SPOOL_DIR", spool.toString(), "JOB_ID", "12", "PATH", path)));

        assertThat(rig.read(rig.attempt.root().resolve("stdout"))).isEqualTo(session + "\n");
    }
}
