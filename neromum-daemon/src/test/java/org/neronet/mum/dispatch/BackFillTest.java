package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

/** Large experiments in a queue with gaps. */
class BackFillTest {
    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Launcher launcher = new Launcher(ledger, queue, (batch, attempts) -> {}, time);

    @TempDir
    Path workdir;

    private void submit(long id, int cpus) {
        var resources = new Resources(cpus, 0, Optional.empty(), Optional.empty());
        ledger.submit(Plans.plan(Plans.key(id), resources, List.of(), List.of()), workdir);
    }

    private void launch() throws InterruptedException {
        launcher.launchWaiting(ledger.live().stream()
                .filter(attempt -> attempt.batch().isEmpty())
                .toList());
    }

    private List<AttemptKey> launched() {
        return queue.launched.stream()
                .flatMap(batch -> batch.attempts().stream())
                .toList();
    }

    @Test
    void smallOnesFillTheGapButNotForEver() throws Exception {
        queue.free = 2;
        submit(1, 4);
        submit(2, 1);
        launch();
        assertThat(launched()).containsExactly(Plans.key(2));
        assertThat(ledger.get(Plans.key(1)).status().state()).isEqualTo(AttemptState.QUEUED);

        time.pass(Head.PATIENCE);
        submit(3, 1);
        launch();
        assertThat(launched()).containsExactly(Plans.key(2));

        queue.free = 4;
        launch();
        assertThat(launched()).contains(Plans.key(1));
    }

    @Test
    void ofEqualOnesGoAsManyAsFitAndTheNextIsTheHead() throws Exception {
        queue.free = 4;
        queue.onLaunch = batch -> queue.free -= 2 * batch.attempts().size();
        submit(1, 2);
        submit(2, 2);
        submit(3, 2);

        launch();

        assertThat(launched()).containsExactly(Plans.key(1), Plans.key(2));
    }

    @Test
    void whatFitsNoMoreSinceTheSettingsChangedIsRefusedAndHoldsNobodyUp() throws Exception {
        queue.free = 2;
        queue.total = 2;
        submit(1, 4);
        submit(2, 1);

        launch();

        Attempt refused = ledger.get(Plans.key(1));
        assertThat(refused.status().state()).isEqualTo(AttemptState.SUBMIT_FAILED);
        assertThat(refused.status().reason().toString()).contains("needs 4 CPUs");
        assertThat(launched()).containsExactly(Plans.key(2));
    }
}
