package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neronet.mum.store.TestPlans.HOME;
import static org.neronet.mum.store.TestPlans.NOON;
import static org.neronet.mum.store.TestPlans.kept;
import static org.neronet.mum.store.TestPlans.key;
import static org.neronet.mum.store.TestPlans.metrics;
import static org.neronet.mum.store.TestPlans.warned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.mum.store.Entry.Happened;
import org.neronet.mum.store.Entry.Reported;
import org.neronet.mum.store.Entry.Sending;

/** A start reads a checkpoint and the journal behind it, and comes to the same state as by the whole journal. */
class CheckpointTest {
    private static final long SEGMENT = 20_000;
    private static final int ATTEMPTS = 30;
    private static final String TOKEN = "00000000000000aa";

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private Fence fence = () -> {};

    /** All that a ledger knows. */
    private record Known(
            List<Optional<Attempt>> attempts, List<Attempt> live, long head, List<SequencedEvent> events) {}

    private JournalLedger open() throws IOException {
        return JournalLedger.open(folder, () -> fence.check(), Bounds.ofSegments(SEGMENT), disk);
    }

    private static Known known(JournalLedger ledger) {
        var attempts = IntStream.rangeClosed(1, ATTEMPTS)
                .mapToObj(id -> ledger.find(key(id)))
                .toList();
        return new Known(attempts, ledger.live(), ledger.head(), all(ledger));
    }

    private static List<SequencedEvent> all(JournalLedger ledger) {
        var all = new ArrayList<SequencedEvent>();
        var page = ledger.events(0, 1000, Optional.empty());
        for (; !page.events().isEmpty(); page = ledger.events(page.next(), 1000, Optional.empty())) {
            all.addAll(page.events());
        }
        return all;
    }

    /** Enough for many segments: some attempts ended, some running, some waiting. */
    private Known fill() throws IOException {
        try (var ledger = open()) {
            for (int id = ATTEMPTS; id >= 1; id--) {
                ledger.append(kept(id)).join();
            }
            var sent = IntStream.rangeClosed(1, 20).mapToObj(TestPlans::key).toList();
            ledger.append(List.of(new Sending(TOKEN, "/w/batch/x", sent))).join();
            for (int round = 1; round <= 60; round++) {
                ledger.append(round(round)).join();
            }
            return known(ledger);
        }
    }

    private static List<Entry> round(int round) {
        var entries = new ArrayList<Entry>();
        for (int id = 1; id <= 20; id += round > 40 ? 2 : 1) {
            entries.add(new Happened(new Queued(key(id), NOON, Optional.of("77_" + id))));
            entries.add(new Happened(new Started(key(id), NOON, "n1", Optional.of("77_" + id))));
            entries.add(new Reported(round, metrics(id, round * 10L, round * 10L + 5)));
            if (round == 40 && id % 2 == 0) {
                entries.add(warned(id, "é\n"));
                entries.add(new Happened(
                        new Ended(key(id), NOON, AttemptState.FAILED, Optional.of(3), "exit 3", "exit file")));
            }
        }
        return entries;
    }

    private List<String> checkpoints() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("checkpoint"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aStartByACheckpointKnowsTheSame() throws IOException {
        var before = fill();

        try (var ledger = open()) {
            assertThat(known(ledger)).isEqualTo(before);
            assertThat(ledger.batch(TOKEN)).hasSize(20).startsWith(key(1));
            assertThat(ledger.warnings()).isEmpty();
        }
        assertThat(checkpoints()).hasSize(2);
    }

    @Test
    void theSegmentsBeforeItAreNotNeededForTheState() throws IOException {
        var before = fill();
        disk.failReads("000001.log");
        disk.failBlock("000002.log", 1);

        try (var ledger = open()) {
            assertThat(ledger.live()).isEqualTo(before.live());
            assertThat(ledger.head()).isEqualTo(before.head());
            assertThat(ledger.warnings()).isEmpty();

            assertThat(all(ledger))
                    .isSubsetOf(before.events())
                    .endsWith(before.events().get(before.events().size() - 1));
            assertThat(ledger.warnings()).hasSize(2).allMatch(text -> text.contains("cannot be read"));
        }
    }

    @Test
    void howFarALongReadingIsIsTold() throws IOException {
        try (var ledger = JournalLedger.open(folder, () -> {}, Bounds.ofSegments(1 << 30), disk)) {
            ledger.append(kept(1)).join();
            for (int i = 0; i < 20; i++) {
                ledger.append(List.of(warned(1, i + "x".repeat(1 << 20)))).join();
            }
        }
        var said = new ArrayList<String>();
        JournalLedger.open(folder, () -> {}, Bounds.ofSegments(1 << 30), disk, said::add)
                .close();
        assertThat(said)
                .containsExactly(
                        "neromum reads its journal: 40 % (8 of 20 MiB)",
                        "neromum reads its journal: 80 % (16 of 20 MiB)");
    }

    @Test
    void whatCameAfterItIsReplayed() throws IOException {
        fill();
        Known before;
        try (var ledger = open()) {
            ledger.append(List.of(warned(21, "late"))).join();
            ledger.append(kept(ATTEMPTS + 1)).join();
            before = known(ledger);
        }

        try (var ledger = open()) {
            assertThat(known(ledger)).isEqualTo(before);
            assertThat(ledger.find(key(ATTEMPTS + 1))).isPresent();
        }
    }

    @Test
    void aDamagedOneGivesWayToTheOneBeforeAndThatToTheJournal() throws IOException {
        var before = fill();
        var names = checkpoints();
        flip(folder.resolve(names.get(1)), 1000);

        try (var ledger = open()) {
            assertThat(known(ledger)).isEqualTo(before);
            assertThat(ledger.warnings()).singleElement().asString().contains(names.get(1), "a line is damaged");
        }
        for (var name : checkpoints()) {
            flip(folder.resolve(name), 1000);
        }
        try (var ledger = open()) {
            assertThat(known(ledger)).isEqualTo(before);
            assertThat(ledger.warnings()).hasSize(2);
        }
    }

    private static void flip(Path file, int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 4;
        Files.write(file, bytes);
    }

    @Test
    void aNewOneTakesThePlaceOfADamagedOne() throws IOException {
        fill();
        var names = checkpoints();
        flip(folder.resolve(names.get(1)), 1000);
        fill();

        try (var ledger = open()) {
            assertThat(ledger.warnings()).isEmpty();
        }
        assertThat(checkpoints()).hasSize(2).doesNotContain(names.get(1));
    }

    @Test
    void anyDamageToACheckpointCostsNothing() throws IOException {
        var before = fill();
        long seed = Long.getLong("neronet.seed", new Random().nextLong());
        System.out.println("CheckpointTest: -Dneronet.seed=" + seed);
        var random = new Random(seed);
        var newest = folder.resolve(checkpoints().get(1));
        var whole = Files.readAllBytes(newest);
        for (int round = 0; round < 40; round++) {
            int at = whole.length * round / 40 + random.nextInt(whole.length / 40);
            Files.write(newest, damage(whole, random, at));

            var state = new LedgerState();
            var files = new CheckpointFiles(folder, disk);
            var found = files.newest().orElseThrow();
            found.attempts().forEach(state::put);

            assertThat(files.warnings()).as("seed %s, round %s", seed, round).hasSize(1);
            assertThat(state.find(key(1))).isPresent();
        }
        Files.write(newest, damage(whole, random, whole.length / 2));
        try (var ledger = open()) {
            assertThat(known(ledger)).isEqualTo(before);
        }
    }

    private static byte[] damage(byte[] whole, Random random, int at) {
        var damaged = whole.clone();
        switch (random.nextInt(3)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(damaged, at, Math.min(whole.length, at + 4096), (byte) 0);
            default -> {
                return Arrays.copyOf(whole, at);
            }
        }
        return damaged;
    }

    @Test
    void aJournalThatEndsBeforeItsCheckpointGoesOnInANewSegment() throws IOException {
        var before = fill();
        var segments = Journal.segmentsIn(folder);
        int last = segments.get(segments.size() - 1);
        Files.delete(Journal.file(folder, last));

        try (var ledger = open()) {
            assertThat(ledger.live()).isEqualTo(before.live());
            assertThat(ledger.warnings()).isNotEmpty().anyMatch(text -> text.contains("ends before its checkpoint"));
            ledger.append(List.of(warned(21, "after"))).join();
            assertThat(ledger.head()).isEqualTo(before.head() + 1);
        }
        assertThat(Journal.file(folder, last + 1)).exists();
        try (var ledger = open()) {
            assertThat(ledger.find(key(21)).orElseThrow().status().warnings()).contains("after");
        }
    }

    @Test
    void aDiskThatTakesNoCheckpointIsToldAndTheJournalGoesOn() throws IOException {
        Files.createDirectories(folder.resolve("checkpoint.new").resolve("in the way"));

        var before = fill();

        assertThat(checkpoints()).containsExactly("checkpoint.new");
        try (var ledger = open()) {
            assertThat(known(ledger)).isEqualTo(before);
            ledger.append(round(100)).join();
            ledger.taken(HOME, 5);
        }
    }

    @Test
    void aMumWhoLostHerLeaseWritesNone() throws IOException {
        var ledger = open();
        ledger.append(kept(1)).join();
        for (int i = 0; i < 40; i++) {
            ledger.append(List.of(warned(1, "w" + i))).join();
        }
        fence = () -> {
            throw new IllegalStateException("lost");
        };

        ledger.close();

        assertThat(checkpoints()).isEmpty();
    }
}
