package org.neronet.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.JsonObject;

class AttemptStatusTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 3, 1);
    private static final Event SUBMITTED = new Event.Submitted(KEY, at(1));
    private static final Event QUEUED = new Event.Queued(KEY, at(2), Optional.of("77"));
    private static final Event STARTED = new Event.Started(KEY, at(3), "n1", Optional.of("78"));
    private static final Event ENDED =
            new Event.Ended(KEY, at(4), AttemptState.FAILED, Optional.of(3), "exit 3", "exit file");

    @Test
    void theUsualWayLeadsToTheEnd() {
        var status = fold(SUBMITTED, QUEUED, STARTED, ENDED);

        assertThat(status.state()).isEqualTo(AttemptState.FAILED);
        assertThat(status.jobId()).contains("78");
        assertThat(status.node()).contains("n1");
        assertThat(status.exitCode()).contains(3);
        assertThat(status.reason()).contains("exit 3");
        assertThat(status.evidence()).contains("exit file");
        assertThat(status.submittedAt()).contains(at(1));
        assertThat(status.startedAt()).contains(at(3));
        assertThat(status.endedAt()).contains(at(4));
    }

    @Test
    void anEndIsNeverLeftAgain() {
        var ended = fold(SUBMITTED, ENDED);

        assertThat(Stream.of(SUBMITTED, QUEUED, STARTED, new Event.TerminationAsked(KEY, at(9)))
                        .map(ended::after))
                .containsOnly(ended);
    }

    @Test
    void lateAndDoubledEventsDoNoHarm() {
        assertThat(fold(SUBMITTED, STARTED, QUEUED, SUBMITTED).state()).isEqualTo(AttemptState.RUNNING);
        assertThat(fold(SUBMITTED, STARTED, STARTED)).isEqualTo(fold(SUBMITTED, STARTED));
        assertThat(fold(SUBMITTED, SUBMITTED)).isEqualTo(fold(SUBMITTED));
    }

    @Test
    void doubtAboutSubmittingIsAReasonUntilItIsResolved() {
        var doubtful = fold(SUBMITTED, new Event.SubmitUnknown(KEY, at(2), "sbatch said nothing"));

        assertThat(doubtful.reason()).contains("sbatch said nothing");
        assertThat(doubtful.after(QUEUED).reason()).isEmpty();
        assertThat(fold(STARTED, new Event.SubmitUnknown(KEY, at(2), "late")).reason())
                .isEmpty();
    }

    @Test
    void aJobIdThatIsInDoubtIsNoLongerItsOwn() {
        var forgotten = fold(SUBMITTED, QUEUED, new Event.SubmitUnknown(KEY, at(3), "forgotten"));

        assertThat(forgotten.state()).isEqualTo(AttemptState.QUEUED);
        assertThat(forgotten.jobId()).isEmpty();
        assertThat(fold(STARTED, new Event.SubmitUnknown(KEY, at(2), "late")).jobId())
                .contains("78");
    }

    @Test
    void theNumberOfTheJobThatRunsIsKept() {
        assertThat(fold(SUBMITTED, STARTED, QUEUED).jobId()).contains("78");
        assertThat(fold(SUBMITTED, new Event.Started(KEY, at(3), "n1", Optional.empty()), QUEUED)
                        .jobId())
                .contains("77");
    }

    @Test
    void warningsAreKeptOnceAlsoAfterTheEnd() {
        var warning = new Event.Warned(KEY, at(5), "careful");

        assertThat(fold(SUBMITTED, ENDED, warning, warning).warnings()).containsExactly("careful");
    }

    @Test
    void askingForTheEndIsRememberedAndOtherNewsChangesNothing() {
        var asked = fold(SUBMITTED, new Event.TerminationAsked(KEY, at(2)));

        assertThat(asked.terminationAsked()).isTrue();
        assertThat(asked.after(new Event.Environment(KEY, at(3), JsonObject.empty())))
                .isEqualTo(asked);
    }

    @Test
    void whatIsHeldSaysSoUntilTheSchedulerIsTold() {
        var held = fold(SUBMITTED, new Event.HoldAsked(KEY, at(2)));
        assertThat(held.hold()).isEqualTo(Hold.HELD);
        assertThat(held.after(QUEUED).reason()).contains("held");
        assertThat(held.after(new Event.Released(KEY, at(3)))).isEqualTo(held);

        var releasing = held.after(QUEUED).after(new Event.ReleaseAsked(KEY, at(3)));
        assertThat(releasing.reason()).contains("being released");
        assertThat(releasing.after(new Event.HoldAsked(KEY, at(4))).hold()).isEqualTo(Hold.HELD);

        var free = releasing.after(new Event.Released(KEY, at(4)));
        assertThat(free.hold()).isEqualTo(Hold.NONE);
        assertThat(free.reason()).isEmpty();
        assertThat(free.after(new Event.ReleaseAsked(KEY, at(5)))).isEqualTo(free);
    }

    @Test
    void aHoldThatComesTooLateIsNone() {
        var running = fold(SUBMITTED, QUEUED, STARTED);

        assertThat(running.after(new Event.HoldAsked(KEY, at(4)))).isEqualTo(running);
        assertThat(fold(SUBMITTED, new Event.HoldAsked(KEY, at(2)), STARTED).hold())
                .isEqualTo(Hold.NONE);
        assertThat(fold(SUBMITTED, new Event.HoldAsked(KEY, at(2)), ENDED).hold())
                .isEqualTo(Hold.NONE);
    }

    @Test
    void whyItWaitsIsKnownWhileItWaits() {
        var waits = new Event.Waits(KEY, at(3), "Priority", Optional.of(at(60)));
        var waiting = fold(SUBMITTED, QUEUED, waits);

        assertThat(waiting.reason()).contains("Priority");
        assertThat(waiting.expectedAt()).contains(at(60));
        assertThat(waiting.after(new Event.Waits(KEY, at(4), "", Optional.empty()))
                        .reason())
                .isEmpty();
        assertThat(waiting.after(new Event.HoldAsked(KEY, at(4))).reason()).contains("held");
        assertThat(waiting.after(new Event.HoldAsked(KEY, at(4))).after(waits).reason())
                .contains("held");
        assertThat(waiting.after(STARTED).expectedAt()).isEmpty();
        assertThat(fold(SUBMITTED, waits).reason()).isEmpty();
    }

    @Test
    void wordsOfHoldsComeBack() {
        assertThat(Stream.of(Hold.values()).map(Hold::word).map(Hold::ofWord)).containsExactly(Hold.values());
    }

    private static AttemptStatus fold(Event... events) {
        var status = AttemptStatus.DEFINED;
        for (var event : events) {
            status = status.after(event);
        }
        return status;
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
