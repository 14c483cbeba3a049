package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that leave processes behind, close their output or become another program: the end is that of the first process. */
class ParentOrphansTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dash | sleep 50 & echo $! >orphan; exit 4",
                "bash | sleep 50 & echo $! >orphan; exit 4",
                "dash | setsid sleep 50 & echo $! >orphan; exit 4",
                "bash | (setsid sh -c 'echo $$ >orphan; exec sleep 50' &) ; until [ -s orphan ]; do sleep 0.1; done; exit 4",
            })
    void whatItLeavesBehindDelaysNothing(String shell, String program) throws Exception {
        var rig = ParentRig.under(shell, temp).lay(Plans.of(7, "sh", "-c", program));
        var parent = rig.start();

        try {
            assertThat(parent.waitFor(20, TimeUnit.SECONDS)).as(rig::state).isTrue();
            assertThat(parent.exitValue()).isEqualTo(4);
            assertThat(rig.exit().field("code")).contains("4");
        } finally {
            rig.awaitFile(rig.inWork("orphan"));
            rig.signal("KILL", Long.parseLong(rig.read(rig.inWork("orphan")).strip()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dash | exec >&- 2>&-; sleep 1; exit 5",
                "bash | exec >&- 2>&-; sleep 1; exit 5",
                "dash | exec sh -c 'sleep 1; exit 5'",
                "bash | exec sh -c 'sleep 1; exit 5'"
            })
    void whoClosesItsOutputOrBecomesAnotherProgramIsWaitedFor(String shell, String program) throws Exception {
        var rig = ParentRig.under(shell, temp).lay(Plans.of(7, "sh", "-c", program));

        assertThat(rig.run()).as(rig::state).isEqualTo(5);
        assertThat(rig.exit().field("code")).contains("5");
    }
}
