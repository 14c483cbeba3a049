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
        return new LeaseFile(state).read().orElseThrow();
    }

    private void others(Host host, ProcessIdentity process, Duration age) throws IOException {
        new LeaseFile(state).write(new LeaseRecord(host, process, 7, now.get().minus(age)));
        Files.setLastModifiedTime(state.lease(), FileTime.from(Instant.now().minus(age)));
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
                assertThat(lease.hasRival()).isFalse();
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
        others(THERE, DEAD, Duration.ofSeconds(170));
        assertThatThrownBy(() -> take(HERE)).hasMessageContaining("runs on login2");

        others(THERE, DEAD, Duration.ofSeconds(181));
        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(8);
            assertThat(lease.hasRival()).isTrue();
        }
    }

    @Test
    void theClockOfAnotherHostIsNotTrusted() throws Exception {
        for (var skew : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
            others(THERE, DEAD, Duration.ofSeconds(10));
            now.updateAndGet(time -> time.plus(skew));
            assertThatThrownBy(() -> take(HERE)).hasMessageContaining("runs on login2");
        }
    }

    @Test
    void anotherMachineOfTheSameNameIsNotTakenForAnEarlierBoot() throws Exception {
        var here = new Host("login1", "boot-a", now.get().minusSeconds(100));
        others(new Host("login1", "boot-z"), ProcessIdentity.current(), Duration.ofSeconds(50));
        assertThatThrownBy(() -> take(here)).hasMessageContaining("another machine named login1");

        others(new Host("login1", "boot-z"), ProcessIdentity.current(), Duration.ofSeconds(101));
        try (var lease = take(here)) {
            assertThat(lease.epoch()).isEqualTo(8);
        }
    }

    @Test
    void aQueueOfOneHostIsNeverTakenOver() throws Exception {
        state = StateFolder.of(root, "direct-login1");
        state.ensure();
        var here = new Host("login1", "boot-a", now.get().minus(Duration.ofDays(2)));
        others(new Host("login1", "boot-z"), DEAD, Duration.ofDays(1));

        assertThatThrownBy(() -> take(here))
                .isInstanceOfSatisfying(
                        NeronetException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("rm " + state.lease()));
    }

    @Test
    void aMumWhoWasAsleepBetweenReadingAndRenewingFindsHerLeaseTaken() throws Exception {
        try (var asleep = take(HERE)) {
            var before = onDisk();
            others(HERE, DEAD, Duration.ofMinutes(4));
            try (var next = take(THERE)) {
                new LeaseFile(state).write(before.renewed(now.get()));
                now.updateAndGet(time -> time.plusSeconds(2));

                assertThatThrownBy(asleep::check).hasMessageContaining("taken over");
                assertThatCode(next::check).doesNotThrowAnyException();
                assertThat(onDisk().host()).isEqualTo(THERE);
            }
        }
        assertThat(losses).hasValue(1);
    }

    @Test
    void aLeaseOfAnOlderMumIsReadAndItsEpochPassed() throws Exception {
        Files.writeString(
                state.lease(),
                "{\"host\":\"login2\",\"boot_id\":\"boot-b\",\"pid\":1,\"start_ms\":1,\"epoch\":41,"
                        + "\"renewed_at\":\"2026-05-04T12:00:00Z\"}");
        assertThatThrownBy(() -> take(HERE)).hasMessageContaining("runs on login2");

        Files.setLastModifiedTime(state.lease(), FileTime.from(Instant.now().minusSeconds(200)));
        try (var lease = take(HERE)) {
            assertThat(lease.epoch()).isEqualTo(42);
        }
    }

    @Test
    void noEpochIsGivenTwice() throws Exception {
        var file = new LeaseFile(state);
        assertThat(file.claimEpoch(5)).isEqualTo(5);
        assertThat(file.claimEpoch(2)).isEqualTo(6);
        file.forgetEpochsBefore(6);
        assertThat(file.newestEpoch()).isEqualTo(6);
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
        LeaseFile.write(guard, new LeaseRecord(HERE, new ProcessIdentity(0, 0), 0, now.get()));

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
            LeaseFile.write(guard, taker);
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
