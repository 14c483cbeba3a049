package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.JobRef;

class HoldsTest {
    private static final String TOKEN = "00000000000000aa";

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Holds holds = new Holds(ledger, queue, key -> key, time);

    @TempDir
    Path workdir;

    @Test
    void whatWaitsInMumsOwnQueueIsHeldWithoutACall() throws Exception {
        var key = ledger.submit(Plans.plan(1), workdir).key();

        assertThat(holds.hold(List.of(key)).asked()).containsExactly(key);
        holds.carryOut(ledger.live());

        assertThat(ledger.get(key).status().state()).isEqualTo(AttemptState.QUEUED);
        assertThat(ledger.get(key).status().reason()).contains("held");
        assertThat(queue.held).isEmpty();

        assertThat(holds.release(List.of(key)).asked()).containsExactly(key);
        holds.carryOut(ledger.live());
        assertThat(ledger.get(key).status().hold()).isEqualTo(Hold.NONE);
        assertThat(queue.released).isEmpty();
    }

    @Test
    void theSchedulerIsToldOnceForAll() throws Exception {
        var keys = List.of(sent(1), sent(2));
        holds.hold(keys);

        holds.carryOut(ledger.live());
        holds.carryOut(ledger.live());
        assertThat(queue.held).containsExactly(List.of(ref(1), ref(2)));

        holds.release(keys);
        holds.carryOut(ledger.live());
        holds.carryOut(ledger.live());
        assertThat(queue.released).containsExactly(List.of(ref(1), ref(2)));
        assertThat(ledger.get(keys.get(1)).status().hold()).isEqualTo(Hold.NONE);
    }

    @Test
    void aSchedulerThatRefusesIsAskedAgainEveryThirtySeconds() throws Exception {
        var key = sent(1);
        holds.hold(List.of(key));
        queue.complaint = Optional.of("slurmctld does not answer");
        holds.carryOut(ledger.live());
        holds.carryOut(ledger.live());
        assertThat(queue.held).hasSize(1);

        time.passSeconds(30);
        queue.complaint = Optional.empty();
        holds.carryOut(ledger.live());
        assertThat(queue.held).hasSize(2);

        holds.release(List.of(key));
        queue.complaint = Optional.of("slurmctld does not answer");
        holds.carryOut(ledger.live());
        assertThat(ledger.get(key).status().reason()).contains("being released");
        time.passSeconds(30);
        queue.complaint = Optional.empty();
        holds.carryOut(ledger.live());
        assertThat(ledger.get(key).status().hold()).isEqualTo(Hold.NONE);
    }

    @Test
    void anotherMumTellsItAgain() throws Exception {
        holds.hold(List.of(sent(1)));
        holds.carryOut(ledger.live());

        new Holds(ledger, queue, key -> key, time).carryOut(ledger.live());

        assertThat(queue.held).hasSize(2);
    }

    @Test
    void whatIsInDoubtIsToldWhenItIsFound() throws Exception {
        var key = ledger.submit(Plans.plan(1), workdir).key();
        ledger.append(List.of(new Entry.Sending(TOKEN, "batch", List.of(key)))).join();
        holds.hold(List.of(key));
        holds.carryOut(ledger.live());
        assertThat(queue.held).isEmpty();

        ledger.happened(new Queued(key, Plans.NOW, Optional.of("7_1")));
        holds.carryOut(ledger.live());
        assertThat(queue.held).containsExactly(List.of(ref(1)));
        assertThat(ledger.get(key).status().reason()).contains("held");
    }

    @Test
    void everyoneIsToldWhatBecameOfTheWish() throws Exception {
        var running = sent(1);
        ledger.happened(new Started(running, Plans.NOW, "n1", Optional.empty()));
        var waiting = sent(2);
        holds.hold(List.of(waiting));
        var ended = ledger.submit(Plans.plan(3), workdir).key();
        ledger.happened(new org.neronet.common.event.Event.Ended(
                ended, Plans.NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file"));

        var answer = holds.hold(List.of(running, waiting, ended, Plans.key(9)));

        assertThat(answer.running()).containsExactly(running);
        assertThat(answer.already()).containsExactly(waiting);
        assertThat(answer.ended()).containsExactly(ended);
        assertThat(answer.unknown()).containsExactly(Plans.key(9));
        assertThat(answer.asked()).isEmpty();
        assertThat(holds.release(List.of(running)).running()).containsExactly(running);
    }

    private AttemptKey sent(int id) {
        var key = ledger.submit(Plans.plan(id), workdir).key();
        var token = id == 1 ? TOKEN : TOKEN.replace("aa", "a" + id);
        ledger.append(List.of(new Entry.Sending(token, "batch", List.of(key)))).join();
        ledger.happened(new Queued(key, Plans.NOW, Optional.of("7_" + id)));
        return key;
    }

    private static JobRef ref(int id) {
        return new JobRef(id == 1 ? TOKEN : TOKEN.replace("aa", "a" + id), 1, Optional.of("7_" + id));
    }
}
