package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.ProcessIdentity;

class LeaseTest {
    private static final Host HERE = new Host("login1", "boot-a");
    private static final Host THERE = new Host("login2", "boot-b");
    private static final ProcessIdentity DEAD = new ProcessIdentity(1, 1);

    @TempDir
    Path root;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T12:00:00Z"));
    private final AtomicInteger losses = new AtomicInteger();
    private StateFolder state;

    @BeforeEach
    void makeFolder() throws IOException {
        state = StateFolder.of(root, "slurm-x");
        state.ensure();
    }

    private Lease take(Host host) throws IOException, InterruptedException {
        return Lease.take(state, host, now::get, losses::incrementAndGet);
    }

    private LeaseRecord onDisk() throws IOException {
        return LeaseRecord.read(state.lease()).orElseThrow();
    }

    private void others(Host host, ProcessIdentity process, Duration age) throws IOException {
        new LeaseRecord(host, process, 7, now.get().minus(age)).write(state.lease());
    }

    @Test
    void aLeaseTellsWhoHasIt() throws Exception {
        try (var lease = take(HERE)) {
            var told = lease.describe();
            assertThat(told.string("host")).isEqualTo(HERE.name());
            assertThat(told.integer("epoch")).isEqualTo(lease.epoch());
            assertThat(told.has("renewed_at")).isTrue();
        }
    }

    @Test
    void theFirstMumHasEpochOneAndEachOneAfterHerOneMore() throws Exception {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (var lease = take(HERE)) {
                assertThat(lease.epoch()).isEqualTo(epoch);
                assertThat(onDisk()).isEqualTo(new LeaseRecord(HERE, ProcessIdentity.current(), epoch, now.get()));
            }
        }
    }

    @Test
    void aLiveMumOfThisHostIsNotReplaced() throws Exception {
        try (var lease = take(HERE)) {
            assertThatThrownBy(() -> take(HERE))
                    .isInstanceOfSatisfying(
                            NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                    .hasMessage("mum for queue slurm-x runs on login1");
            assertThatCode(lease::check).doesNotThrowAnyException();
        }
    }

    @Test
    void aDeadMumOfThisHostIsReplacedAtOnce() throws Exception {
        others(HERE, DEAD, Duration.ZERO);

        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(8);
        }
    }

    @Test
    void aMumOfAnEarlierBootIsReplacedAtOnce() throws Exception {
        others(new Host("login1", "boot-before"), ProcessIdentity.current(), Duration.ZERO);

        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(8);
        }
    }

    @Test
    void aMumOfAnotherHostIsReplacedOnlyAfterThreeSilentMinutes() throws Exception {
        others(THERE, DEAD, Duration.ofSeconds(179));
        assertThatThrownBy(() -> take(HERE)).hasMessageContaining("runs on login2");

        others(THERE, DEAD, Duration.ofMinutes(3));
        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(8);
        }
    }

    @Test
    void aReplacedMumStopsWritingAndIsToldOnce() throws Exception {
        try (var lease = take(HERE)) {
            others(THERE, DEAD, Duration.ZERO);

            assertThatThrownBy(lease::check).hasMessageContaining("taken over");
            assertThatThrownBy(lease::check).hasMessageContaining("taken over");
            lease.keep();
        }

        assertThat(losses).hasValue(1);
        assertThat(onDisk().host()).isEqualTo(THERE);
    }

    @Test
    void aVanishedLeaseIsALostOne() throws Exception {
        try (var lease = take(HERE)) {
            Files.delete(state.lease());

            lease.keep();

            assertThat(losses).hasValue(1);
        }
        assertThat(state.lease()).doesNotExist();
    }

    @Test
    void aLeaseIsRenewedWhileItsMumLives() throws Exception {
        try (var lease = take(HERE)) {
            now.updateAndGet(time -> time.plusSeconds(20));

            lease.keep();

            assertThat(onDisk().renewedAt()).isEqualTo(now.get());
        }
    }

    @Test
    void afterASuspendTheLeaseIsRenewedBeforeItIsTrusted() throws Exception {
        try (var lease = take(HERE)) {
            now.updateAndGet(time -> time.plusSeconds(600));

            lease.check();

            assertThat(onDisk().renewedAt()).isEqualTo(now.get());
        }
    }

    @Test
    void whenNobodyCanTellNothingIsWritten() throws Exception {
        try (var lease = take(HERE)) {
            Files.delete(state.lease());
            Files.createDirectory(state.lease());

            assertThatThrownBy(lease::check).hasMessageContaining("cannot tell whether");
            lease.keep();
            assertThat(losses).hasValue(0);
        }
    }

    @Test
    void anUnreadableLeaseNeverLowersTheEpoch() throws Exception {
        Files.writeString(state.lease(), "rubbish");

        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(now.get().getEpochSecond());
        }
    }

    @Test
    void whatACrashedMumLeftIsTakenAway() throws Exception {
        var guard = Files.createFile(state.path().resolve("lease.taking"));
        Files.setLastModifiedTime(guard, FileTime.from(now.get().minusSeconds(31)));

        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(1);
        }
        assertThat(guard).doesNotExist();
    }

    @Test
    void whatADeadMumOfThisHostLeftIsTakenAwayAtOnce() throws Exception {
        var guard = state.path().resolve("lease.taking");
        new LeaseRecord(HERE, new ProcessIdentity(0, 0), 0, now.get()).write(guard);

        assertThat(new LeaseTaker(state, HERE, now::get, 2).take().epoch()).isEqualTo(1);
        assertThat(guard).doesNotExist();
    }

    @Test
    void whatALiveMumOrOneElsewhereHasInHandIsLeftAlone() throws Exception {
        var guard = state.path().resolve("lease.taking");
        var takers = List.of(
                new LeaseRecord(HERE, ProcessIdentity.current(), 0, now.get()),
                new LeaseRecord(new Host("elsewhere", "b"), new ProcessIdentity(0, 0), 0, now.get()));
        for (var taker : takers) {
            taker.write(guard);
            Files.setLastModifiedTime(guard, FileTime.from(now.get()));

            assertThatThrownBy(() -> new LeaseTaker(state, HERE, now::get, 2).take())
                    .hasMessageContaining("just starting");
        }
    }

    @Test
    void ofTwoThatStartAtOnceOnlyOneGetsIt() throws Exception {
        Files.setLastModifiedTime(
                Files.createFile(state.path().resolve("lease.taking")),
                FileTime.from(now.get().plusSeconds(60)));

        assertThatThrownBy(() -> new LeaseTaker(state, HERE, now::get, 2).take())
                .hasMessageContaining("just starting");
    }
}
