package org.neronet.man.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.testing.Samples;

class SubmitChoiceTest {
    private final ExperimentRow fresh = Samples.defined(1);
    private final ExperimentRow cutOff = Samples.after(2, "triton");
    private final ExperimentRow live = Samples.running(3, "triton");
    private final ExperimentRow other = Samples.running(4, "gpu1");
    private final ExperimentRow done = Samples.ended(5, "triton", AttemptState.FINISHED, "exit 0");
    private final ExperimentRow refused = Samples.ended(6, "triton", AttemptState.SUBMIT_FAILED, "bad partition");
    private final List<ExperimentRow> all = List.of(fresh, cutOff, live, other, done, refused);

    @Test
    void whatIsNotRunningStartsAndWhatIsIsLeftAlone() {
        var choice = SubmitChoice.of(all, List.of("triton"), false);

        assertThat(choice)
                .isEqualTo(new SubmitChoice(
                        List.of(fresh, refused), List.of(cutOff), List.of(live), List.of(done), List.of(other)));
        assertThat(choice.sends()).isTrue();
    }

    @Test
    void againStartsWhatHasEnded() {
        assertThat(SubmitChoice.of(all, List.of("triton"), true).start()).containsExactly(fresh, done, refused);
    }

    @Test
    void whatIsLiveOnAnyClusterOfAGroupIsAttachedTo() {
        var choice = SubmitChoice.of(all, List.of("gpu1", "triton"), false);

        assertThat(choice.attach()).containsExactly(live, other);
        assertThat(choice.elsewhere()).isEmpty();
        assertThat(choice.sent()).containsExactly(fresh, refused, cutOff);
    }

    @Test
    void nothingToStartSendsNothing() {
        assertThat(SubmitChoice.of(List.of(live, done), List.of("triton"), false)
                        .sends())
                .isFalse();
    }

    @Test
    void aCutOffSubmitBelongsToItsCluster() {
        assertThat(SubmitChoice.of(List.of(cutOff), List.of("gpu1"), false).elsewhere())
                .containsExactly(cutOff);
    }
}
