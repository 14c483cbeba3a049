package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class RenewalTest {
    @TempDir
    Path folder;

    private Path file;
    private Path aside;
    private History history;

    @BeforeEach
    void open() {
        file = folder.resolve("history.db");
        aside = folder.resolve("history-1.db");
        history = History.open(file, Samples.HOME);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private List<Long> define(History history, String... names) {
        var experiments = Stream.of(names)
                .map(name -> Samples.experiment(folder, name, List.of()))
                .toList();
        return Histories.define(history, experiments, Samples.T0).stream()
                .map(Definition::id)
                .toList();
    }

    private void run(long id) {
        Histories.begin(history, List.of(history.experiment(id).orElseThrow()), "triton", Samples.T0);
        history.apply(
                "mum-1",
                "triton",
                List.of(
                        new SequencedEvent(1, Samples.submitted(id)),
                        new SequencedEvent(2, Samples.started(id)),
                        new SequencedEvent(3, Samples.end(id, AttemptState.FINISHED, "exit 0"))),
                7);
    }

    @Test
    void idsGoOnAndMumsCursorsStay() throws Exception {
        define(history, "a", "b", "c");
        run(2);
        history.delete(List.of(3L), Samples.T0);

        assertThat(history.old()).isEqualTo(new OldHistory(3, 3, List.of(2L)));
        history.startAnew(aside);

        assertThat(history.all()).isEmpty();
        assertThat(history.cursor("mum-1")).isEqualTo(7);
        assertThat(history.old()).isEqualTo(new OldHistory(0, 3, List.of()));
        assertThat(define(history, "a", "b")).containsExactly(4L, 5L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, aside);
        }
        try (var old = History.open(aside, Samples.HOME)) {
            assertThat(old.all()).extracting(ExperimentRow::id).containsExactly(1L, 2L);
            assertThat(old.events(2, 1)).hasSize(3);
        }
    }

    @Test
    void fetchedResultsAreNotMissed() {
        define(history, "a");
        run(1);
        history.resultsFetched(1, 1, folder, Samples.T0);

        assertThat(history.old().unfetched()).isEmpty();
    }

    @Test
    void whileExperimentsAreLiveNothingChanges() {
        define(history, "a", "b");
        Histories.begin(history, history.all(), "triton", Samples.T0);

        assertThatThrownBy(() -> history.startAnew(aside)).isInstanceOfSatisfying(NeronetException.class, e -> {
            assertThat(e.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(e).hasMessage("experiments are live: 1-2");
            assertThat(e.hint()).contains("neroman watch 1-2 waits for their end, neroman terminate 1-2 ends them");
        });
        assertThatThrownBy(history::old).hasMessage("experiments are live: 1-2");
        assertThat(aside).doesNotExist();
        assertThat(history.all()).hasSize(2);
    }

    @Test
    void noFileIsReplaced() throws Exception {
        define(history, "a");
        Files.writeString(aside, "mine");

        assertThatThrownBy(() -> history.startAnew(aside)).hasMessage(aside + " is there already");

        assertThat(aside).hasContent("mine");
        assertThat(history.all()).hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, aside);
        }
    }

    @Test
    void whoHasTheOldHistoryOpenCannotWriteToIt() {
        define(history, "a");
        try (var other = History.open(file, Samples.HOME)) {
            assertThat(other.all()).hasSize(1);
            history.startAnew(aside);

            assertThatThrownBy(() -> define(other, "b"))
                    .hasMessage("a new history was begun meanwhile, so nothing was changed");
        }
        assertThat(define(history, "b")).containsExactly(2L);
    }
}
