package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.history.Moment.What;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class TimelineTest {
    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open(folder.resolve("history.db"), Samples.HOME);
        define(Histories.CODE, 0);
    }

    private void define(List<CodeFile> code, long after) {
        var both = List.of(
                Samples.experiment(folder, "lang/a", List.of()), Samples.experiment(folder, "lang/b", List.of()));
        Histories.define(history, both, code, at(after));
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static Instant at(long seconds) {
        return Samples.T0.plusSeconds(seconds);
    }

    private List<Moment> of(long... ids) {
        return history.moments(Optional.of(LongStream.of(ids).boxed().toList()), 1000);
    }

    private static Moment a(long seconds, What what) {
        return new Moment(at(seconds), 1, "lang/a", what);
    }

    @Test
    void everythingThatHappenedIsInTimeOrder() {
        history.note(List.of(1L), "jane", "late", at(100));
        Histories.begin(history, List.of(history.experiment(1).orElseThrow()), "triton", at(1));
        var end = Samples.end(1, AttemptState.FAILED, "exit 3");
        history.record(List.of(end, Samples.submitted(1), Samples.started(1)));
        history.tag(List.of(1L), "bad", at(50));
        history.tag(List.of(1L), "gone", at(51));
        history.untag(List.of(1L), "gone");
        define(List.of(new CodeFile("main.sh", 4, "b".repeat(64), false)), 60);
        history.delete(List.of(1L), at(100));

        var origin = Optional.of(Histories.ORIGIN);
        assertThat(of(1))
                .containsExactly(
                        a(0, new What.Described("new", origin)),
                        a(1, new What.Sent(1, "triton", origin)),
                        a(1, new What.Happened(Samples.submitted(1))),
                        a(5, new What.Happened(Samples.started(1))),
                        a(12, new What.Happened(end)),
                        a(50, new What.Tagged("bad")),
                        a(60, new What.Superseded(3)),
                        a(100, new What.Noted("jane", "late")),
                        a(100, new What.Deleted()));
        assertThat(of(3)).containsExactly(new Moment(at(60), 3, "lang/a", new What.Described("changed", origin)));
    }

    @Test
    void onlyTheNewestAreToldWhenThereAreMore() {
        history.note(List.of(1L, 2L), "jane", "x", at(5));

        assertThat(history.moments(Optional.empty(), 2)).extracting(Moment::id).containsExactly(1L, 2L);
        assertThat(history.moments(Optional.empty(), 100)).hasSize(4);
        assertThat(of()).isEmpty();
        assertThat(of(2)).extracting(Moment::at).containsExactly(at(0), at(5));
        assertThat(of(77)).isEmpty();
    }

    @Test
    void clocksThatDifferALittleDoNotTurnTheOrderRound() {
        Histories.begin(history, List.of(history.experiment(1).orElseThrow()), "triton", at(1));
        var queued = new Event.Queued(Samples.key(1), at(5).plusMillis(900), Optional.empty());
        var late = new Event.Warned(Samples.key(1), at(2), "spooled for long");
        history.record(List.of(queued, Samples.started(1), late));

        assertThat(of(1))
                .extracting(Moment::what)
                .endsWith(new What.Happened(late), new What.Happened(queued), new What.Happened(Samples.started(1)));
    }

    @Test
    void aSecondAttemptIsToldApart() {
        Histories.begin(history, history.all(), "triton", at(1));
        history.record(List.of(Samples.end(1, AttemptState.FAILED, "exit 3")));
        Histories.begin(history, List.of(history.experiment(1).orElseThrow()), "gpu1", at(20));
        history.resultsFetched(1, 2, folder, at(30));

        assertThat(of(1))
                .extracting(Moment::what)
                .endsWith(
                        new What.Sent(2, "gpu1", Optional.of(Histories.ORIGIN)),
                        new What.Happened(new Event.Fetched(
                                new org.neronet.common.experiment.AttemptKey(Samples.HOME, 1, 2),
                                at(30),
                                folder.toString())));
    }

    @Test
    void idsEverGivenAreThoseOfDeletedOnesToo() {
        history.delete(List.of(1L), at(1));
        assertThat(history.everGiven(1, Long.MAX_VALUE)).containsExactly(1L, 2L);
        assertThat(history.everGiven(2, 2)).containsExactly(2L);
    }
}
