package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neronet.mum.store.TestPlans.key;
import static org.neronet.mum.store.TestPlans.plan;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.NeronetException;

class WorkdirTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOME", "/home/$eve", "USER", "eve");

    private static String of(String said) {
        return Workdir.of(Optional.of(said), Path.of("/root"), Map.of("HOME", "/home/eve", "USER", "eve"))
                .root()
                .toString();
    }

    @Test
    void itIsBelowTheRootUnlessSaidOtherwise() {
        assertThat(Workdir.of(Optional.empty(), Path.of("/r"), ENVIRONMENT).root())
                .isEqualTo(Path.of("/r/work"));
    }

    @Test
    void homeAndUserAreExpanded() {
        assertThat(of("~/runs")).isEqualTo("/home/eve/runs");
        assertThat(of("~")).isEqualTo("/home/eve");
        assertThat(of("/scratch/$USER/neronet")).isEqualTo("/scratch/eve/neronet");
        assertThat(of("/scratch/${USER}x/../y")).isEqualTo("/scratch/y");
        assertThat(of("${HOME}/a")).isEqualTo("/home/eve/a");
        assertThat(of("$HOME/a")).isEqualTo("/home/eve/a");
    }

    @Test
    void anythingElseIsRefusedWithTheReason() {
        for (var said : new String[] {"runs", "$WORK/x", "~bob/x", "", "/scratch/$USERNAME"}) {
            assertThatThrownBy(() -> of(said))
                    .isInstanceOf(NeronetException.class)
                    .hasMessageContaining("workdir '" + said + "'");
        }
    }

    @Test
    void itsFoldersAreFoundBackFromAnAttempt() {
        var workdir = new Workdir(Path.of("/w"));

        assertThat(Workdir.of(TestPlans.attempt(plan(1), Path.of("/w")))).isEqualTo(workdir);
        assertThat(workdir.attempt(key(1))).isEqualTo(Path.of("/w/attempts/0123456789abcdef-1-1"));
        assertThat(workdir.batch("ab")).isEqualTo(Path.of("/w/batch/ab"));
    }

    @Test
    void aDiskWithoutRoomIsRefused(@TempDir Path folder) {
        assertThatCode(() -> Workdir.needRoom(folder, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Workdir.needRoom(folder, Long.MAX_VALUE / 2)).hasMessageContaining("must stay free");
    }
}
