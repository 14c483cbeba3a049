package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neronet.mum.store.TestPlans.HOME;
import static org.neronet.mum.store.TestPlans.NOON;
import static org.neronet.mum.store.TestPlans.kept;
import static org.neronet.mum.store.TestPlans.key;
import static org.neronet.mum.store.TestPlans.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Progress;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.mum.store.Entry.Happened;
import org.neronet.mum.store.Entry.Reported;
import org.neronet.mum.store.Entry.Sending;

/** A journal over its bound gets smaller without forgetting anything that somebody still needs. */
class CompactionTest {
    private static final long SEGMENT = 20_000;
    private static final Bounds SMALL = new Bounds(SEGMENT, 3 * SEGMENT, 1 << 30);
    private static final Bounds ROOMY = Bounds.ofSegments(SEGMENT);
    private static final int ATTEMPTS = 8;
    private static final int ROUNDS = 100;
    private static final String TOKEN = "00000000000000aa";

    @TempDir
    Path temp;

    private final FaultyDisk disk = new FaultyDisk();
    private Path folder;

    /** What stays as it is. */
    private record Known(List<Optional<Attempt>> attempts, List<Attempt> live, long head, List<SequencedEvent> events) {
        static Known of(JournalLedger ledger) {
            var attempts = IntStream.rangeClosed(1, ATTEMPTS)
                    .mapToObj(id -> ledger.find(key(id)))
                    .toList();
            var lasting = all(ledger).stream()
                    .filter(event -> !(event.event() instanceof Metrics) && !(event.event() instanceof Progress))
                    .toList();
            return new Known(attempts, ledger.live(), ledger.head(), lasting);
        }

        /** Without what an ended attempt needs no more. */
        Known withoutPlaces() {
            return new Known(attempts.stream().map(one -> one.map(Known::strip)).toList(), live, head, events);
        }

        private static Attempt strip(Attempt attempt) {
            return attempt.isLive()
                    ? attempt
                    : new Attempt(
                            attempt.plan(),
                            attempt.folderPath(),
                            attempt.status(),
                            attempt.batch(),
                            attempt.line(),
                            attempt.members(),
                            0,
                            Map.of(),
                            0);
        }
    }

    private static List<SequencedEvent> all(JournalLedger ledger) {
        return behind(ledger, 0);
    }

    private static List<SequencedEvent> behind(JournalLedger ledger, long since) {
        var all = new ArrayList<SequencedEvent>();
        var page = ledger.events(since, 1000, Optional.empty());
        for (; !page.events().isEmpty(); page = ledger.events(page.next(), 1000, Optional.empty())) {
            all.addAll(page.events());
        }
        return all;
    }

    private JournalLedger open(Bounds bounds) throws IOException {
        return JournalLedger.open(folder, () -> {}, bounds, disk);
    }

    /** Half of them have ended. */
    private Known fill() throws IOException {
        folder = temp.resolve("journal");
        try (var ledger = open(ROOMY)) {
            for (int id = 1; id <= ATTEMPTS; id++) {
                ledger.append(kept(id)).join();
            }
            var sent =
                    IntStream.rangeClosed(1, ATTEMPTS).mapToObj(TestPlans::key).toList();
            ledger.append(List.of(new Sending(TOKEN, "/w/batch/x", sent))).join();
            for (int round = 1; round <= ROUNDS; round++) {
                ledger.append(round(round)).join();
            }
            return Known.of(ledger);
        }
    }

    private static List<Entry> round(int round) {
        var entries = new ArrayList<Entry>();
        for (int id = 1; id <= ATTEMPTS; id++) {
            entries.add(new Happened(new Queued(key(id), NOON, Optional.of("77_" + id))));
            entries.add(new Happened(new Started(key(id), NOON, "n1", Optional.of("77_" + id))));
            entries.add(new Reported(2L * round, metrics(id, round * 10L, round * 10L + 5)));
            entries.add(new Reported(2L * round + 1, new Progress(key(id), NOON, round, ROUNDS)));
            if (round == ROUNDS / 2 && id % 2 == 0) {
                entries.add(new Happened(
                        new Ended(key(id), NOON, AttemptState.FAILED, Optional.of(3), "exit 3", "exit file")));
            }
        }
        return entries;
    }

    /** Writes until a checkpoint is due, which begins it, and waits for its end. */
    private void compact(JournalLedger ledger, long bytes) {
        for (int round = ROUNDS + 1; round <= ROUNDS + 30; round++) {
            ledger.append(round(round)).join();
        }
        Await.until(
                Duration.ofSeconds(20),
                () -> ledger.journalBytes() + " bytes, " + ledger.warnings(),
                () -> ledger.journalBytes() < bytes);
    }

    private Known compacted() throws IOException {
        long head = fill().head();
        try (var ledger = open(SMALL)) {
            ledger.taken(HOME, head);
            compact(ledger, SMALL.keep() + SEGMENT);
            return Known.of(ledger);
        }
    }

    private void removeCheckpoints() throws IOException {
        for (var name : files()) {
            if (name.endsWith(".checkpoint")) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    private Set<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("lock"))
                    .collect(Collectors.toSet());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private List<Segment> compactedFiles() throws IOException {
        return Segment.in(folder).stream().filter(Segment::compacted).toList();
    }

    @Test
    void valuesThatTheirHomeHasTakenGoAndAllElseStays() throws IOException {
        var before = fill();
        var newest = before.head() - 100;
        List<SequencedEvent> untaken;
        Known after;
        try (var ledger = open(SMALL)) {
            untaken = behind(ledger, newest);
            ledger.taken(HOME, newest);
            compact(ledger, SMALL.keep() + 3 * SEGMENT);

            after = Known.of(ledger);
            assertThat(after.events()).containsAll(before.events());
            assertThat(behind(ledger, newest)).containsAll(untaken);
            assertThat(ledger.dropped(HOME)).isPositive().isLessThanOrEqualTo(newest);
            assertThat(ledger.dropped("other")).isZero();
            ledger.events(newest, 10, Optional.of(HOME));
            assertThat(ledger.warnings()).isEmpty();
            ledger.events(1, 10, Optional.of(HOME));
            assertThat(ledger.warnings()).singleElement().asString().contains("values", "missing", HOME);
        }
        assertThat(compactedFiles()).hasSizeBetween(1, 3);
        try (var ledger = open(SMALL)) {
            assertThat(Known.of(ledger)).isEqualTo(after);
            assertThat(behind(ledger, newest)).containsAll(untaken);
            assertThat(ledger.dropped(HOME)).isPositive();
        }
    }

    @Test
    void theWholeStateFollowsFromItWithoutAnyCheckpoint() throws IOException {
        var after = compacted();
        removeCheckpoints();

        try (var ledger = open(SMALL)) {
            assertThat(Known.of(ledger).withoutPlaces()).isEqualTo(after.withoutPlaces());
            assertThat(ledger.warnings()).isEmpty();
        }
    }

    @Test
    void whatNobodyHasTakenStays() throws IOException {
        fill();
        try (var ledger = open(SMALL)) {
            var before = all(ledger);
            ledger.append(IntStream.rangeClosed(1, 60)
                            .mapToObj(n -> (Entry) new Reported(1000 + n, metrics(1, 100_000L + n)))
                            .toList())
                    .join();
            assertThat(all(ledger)).containsAll(before);
            assertThat(ledger.dropped(HOME)).isZero();
        }
        assertThat(compactedFiles()).isEmpty();
    }

    @Test
    void overTheLastBoundTheOldestValuesGoUntakenAndThatIsTold() throws IOException {
        var before = fill();
        try (var ledger = open(new Bounds(SEGMENT, SEGMENT, 5 * SEGMENT))) {
            compact(ledger, 5 * SEGMENT + SEGMENT);

            assertThat(Known.of(ledger).events()).containsAll(before.events());
            assertThat(ledger.find(key(1)).orElseThrow().status().warnings())
                    .singleElement()
                    .asString()
                    .contains("not in the history");
            assertThat(ledger.dropped(HOME)).isPositive();
        }
        assertThat(compactedFiles()).isNotEmpty();
    }

    @Test
    void aKillAtAnyStepLosesNothing() throws IOException {
        fill();
        var before = temp.resolve("before");
        Known known;
        try (var ledger = open(ROOMY)) {
            ledger.taken(HOME, ledger.head());
            for (int round = ROUNDS + 1; round <= ROUNDS + 3; round++) {
                ledger.append(round(round)).join();
            }
            known = Known.of(ledger);
        }
        copy(folder, before);
        var parts = Segment.in(folder).stream()
                .filter(segment -> segment.number() <= 3)
                .map(segment -> segment.with(segment.file(folder).toFile().length()))
                .toList();
        var state = new LedgerState();
        known.attempts().forEach(attempt -> state.put(attempt.orElseThrow()));
        var judge = new Superseded(state, Map.of(HOME, known.head()), false);
        var compaction = new Compaction(folder, disk, parts, judge);
        try {
            assertThat(compaction.gain()).isPositive();
            var made = compaction.write().file(folder);
            for (var crashed : crashes(before, made, parts)) {
                folder = crashed;
                assertWhole(known, parts.size(), made.getFileName().toString());
            }
        } catch (Compaction.Unreadable e) {
            throw new AssertionError(e);
        }
    }

    /** The folder as it is after each step: a part of the new file written, all of it, each of the old ones removed. */
    private List<Path> crashes(Path before, Path made, List<Segment> parts) throws IOException {
        var all = new ArrayList<Path>();
        var whole = Files.readAllBytes(made);
        for (int step = 0; step <= 4 + parts.size(); step++) {
            var place = temp.resolve("crash" + step);
            copy(before, place);
            if (step < 4) {
                Files.write(place.resolve(Compactor.NEW), Arrays.copyOf(whole, whole.length * step / 3));
            } else {
                Files.write(place.resolve(made.getFileName()), whole);
                for (var gone : parts.subList(0, step - 4)) {
                    Files.delete(gone.file(place));
                }
            }
            all.add(place);
        }
        return all;
    }

    private void assertWhole(Known known, int parts, String made) throws IOException {
        boolean counts = files().contains(made);
        for (boolean checkpoints : List.of(true, false)) {
            if (!checkpoints) {
                removeCheckpoints();
            }
            try (var ledger = open(ROOMY)) {
                assertThat(Known.of(ledger).withoutPlaces()).as("%s", folder).isEqualTo(known.withoutPlaces());
                assertThat(ledger.warnings()).isEmpty();
            }
            assertThat(files()).doesNotContain(Compactor.NEW);
            assertThat(files().contains("000001.log")).isEqualTo(!counts);
            assertThat(Segment.in(folder).get(0).number()).isEqualTo(counts ? parts : 1);
        }
    }

    @Test
    void aFlippedBitOrZeroedBlockOfACompactedSegmentLosesThatBlockAtMostAndIsTold() throws IOException {
        compacted();
        removeCheckpoints();
        List<SequencedEvent> whole;
        try (var ledger = open(ROOMY)) {
            whole = all(ledger);
        }
        removeCheckpoints();
        var file = compactedFiles().get(0).file(folder);
        var bytes = Files.readAllBytes(file);
        var random = new Random(7);
        for (int i = 0; i < 20; i++) {
            var damaged = bytes.clone();
            int at = 200 + random.nextInt(bytes.length - 5000);
            if (i % 2 == 0) {
                damaged[at] ^= (byte) (1 << random.nextInt(7));
            } else {
                Arrays.fill(damaged, at, at + 4096, (byte) 0);
            }
            Files.write(file, damaged);
            try (var ledger = open(ROOMY)) {
                assertThat(whole.size() - all(ledger).size()).isBetween(0, i % 2 == 0 ? 2 : 40);
                assertThat(ledger.warnings()).anyMatch(text -> text.contains(file.toString()));
            }
            removeCheckpoints();
        }
    }

    @Test
    void aDamagedSegmentStaysAsItIsAndIsTold() throws IOException {
        long head = fill().head();
        var file = Journal.file(folder, 2);
        var bytes = Files.readAllBytes(file);
        bytes[3000] ^= 4;
        Files.write(file, bytes);

        try (var ledger = open(SMALL)) {
            ledger.taken(HOME, head);
            compact(ledger, SMALL.keep() + 2 * SEGMENT);
            assertThat(ledger.warnings()).anyMatch(text -> text.contains(file.toString()));
        }
        assertThat(file).hasBinaryContent(bytes);
        assertThat(compactedFiles().stream().map(Segment::first)).contains(1, 3);
    }

    @Test
    void aDiskThatTakesNoCompactedSegmentIsToldAndTheJournalGoesOn() throws IOException {
        long head = fill().head();
        Files.createDirectory(folder.resolve(Compactor.NEW));
        Files.createFile(folder.resolve(Compactor.NEW).resolve("x"));

        try (var ledger = open(SMALL)) {
            ledger.taken(HOME, head);
            for (int round = ROUNDS + 1; round <= ROUNDS + 30; round++) {
                ledger.append(round(round)).join();
            }
            Await.until(
                    Duration.ofSeconds(20),
                    () -> "" + ledger.warnings(),
                    () -> ledger.warnings().stream().anyMatch(text -> text.contains("cannot be made smaller")));
            assertThat(all(ledger)).hasSizeGreaterThan(1000);
        }
    }

    @Test
    void whoReadsMeanwhileSeesAllThatStays() throws IOException {
        var before = fill();
        try (var ledger = open(SMALL)) {
            ledger.taken(HOME, before.head());
            var read = CompletableFuture.supplyAsync(() -> {
                var seen = new ArrayList<List<SequencedEvent>>();
                while (ledger.journalBytes() > SMALL.keep() + SEGMENT) {
                    seen.add(all(ledger));
                }
                return seen;
            });
            compact(ledger, SMALL.keep() + SEGMENT);
            assertThat(read.join())
                    .isNotEmpty()
                    .allSatisfy(events -> assertThat(events).containsAll(before.events()));
            assertThat(ledger.warnings()).isEmpty();
        }
    }
}
