package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

/** Siblings are compared, and what a rule asked to end is ended by mum when nobody else does. */
class RuleStopsTest {
    private static final Map<String, Object> ASHA = Map.of("prune", "asha", "metric", "loss", "grace", 1, "eta", 2);

    private final MemoryLedger ledger = new MemoryLedger();
    private final SettableTime time = new SettableTime();
    private final List<RuleFired> given = new ArrayList<>();
    private final AtomicBoolean there = new AtomicBoolean(true);
    private final EndingOrders orders = fired -> there.get() && given.add(fired);

    @TempDir
    Path workdir;

    @Test
    void whatIsWorseThanItsSiblingsIsStopped() throws Exception {
        var stops = new RuleStops(ledger, EndingOrders.NONE, time);
        running(1, "a", ASHA);
        running(2, "a", ASHA);
        value(1, 1, 0.5);
        value(2, 1, 0.9);
        stops.decide(ledger.live());
        stops.decide(ledger.live());

        assertThat(ledger.events(RuleFired.class)).singleElement().satisfies(fired -> {
            assertThat(fired.key()).isEqualTo(Plans.key(2));
            assertThat(fired.action()).isEqualTo("stop");
            assertThat(fired.reason()).isEqualTo("loss 0.9 is worse than 0.5, the best 1/2 of 1 siblings at rung 1");
        });
        var due = stops.due(ledger.live());
        assertThat(due).extracting(Attempt::key).containsExactly(Plans.key(2));
        assertThat(due.get(0).folder().stopFile()).content().contains("is worse than");
    }

    @Test
    void otherBlocksAreNoSiblings() throws Exception {
        var stops = new RuleStops(ledger, EndingOrders.NONE, time);
        running(1, "a", ASHA);
        running(2, "b", ASHA);
        value(1, 1, 0.5);
        value(2, 1, 0.9);
        stops.decide(ledger.live());
        assertThat(ledger.events(RuleFired.class)).isEmpty();
    }

    @Test
    void aNewMumComesToTheSameDecisionsAndTakesNoneTwice() throws Exception {
        running(1, "a", ASHA);
        running(2, "a", ASHA);
        running(3, "a", ASHA);
        value(1, 1, 0.5);
        value(2, 1, 0.9);
        new RuleStops(ledger, EndingOrders.NONE, time).decide(ledger.live());
        value(3, 1, 0.8);

        var next = new RuleStops(ledger, EndingOrders.NONE, time);
        next.decide(ledger.live());

        assertThat(ledger.events(RuleFired.class))
                .extracting(RuleFired::key)
                .containsExactly(Plans.key(2), Plans.key(3));
        next.decide(ledger.live());
        assertThat(next.due(ledger.live())).extracting(Attempt::key).containsExactly(Plans.key(2), Plans.key(3));
    }

    /** A ledger that gives one event a page, and notes behind which one it was asked for each. */
    private Ledger slowly(List<Long> asked) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, given) -> {
                    if (method.getName().equals("events")) {
                        asked.add((Long) given[0]);
                        given[1] = 1;
                    }
                    return method.invoke(ledger, given);
                });
    }

    @Test
    void onlyWhatBlocksToldThatStillLiveIsReadAndSomeOfItAtATime() throws Exception {
        running(1, "old", ASHA);
        for (int step = 1; step <= 50; step++) {
            value(1, step, 0.5);
        }
        end(1, AttemptState.FINISHED);
        long before = ledger.head();
        running(2, "a", ASHA);
        running(3, "a", ASHA);
        value(2, 1, 0.5);
        value(3, 1, 0.9);
        for (int step = 2; step <= 150; step++) {
            value(2, step, 0.5);
        }
        var asked = new ArrayList<Long>();
        var rules = new SiblingRules(slowly(asked));

        assertThat(rules.decide(ledger.live())).isEmpty();
        assertThat(asked).hasSize(100).startsWith(before, before + 1);
        assertThat(rules.decide(ledger.live()))
                .singleElement()
                .satisfies(decision -> assertThat(decision.key()).isEqualTo(Plans.key(3)));
        assertThat(rules.decide(ledger.live())).isEmpty();

        running(4, "old", ASHA);
        asked.clear();
        rules.decide(ledger.live());
        assertThat(asked).startsWith(0L, 1L);
    }

    @Test
    void theMedianIsOfThoseThatEndedByThemselves() throws Exception {
        Map<String, Object> median = Map.of("prune", "median", "metric", "loss", "startup", 1);
        var stops = new RuleStops(ledger, EndingOrders.NONE, time);
        running(1, "a", median);
        running(2, "a", median);
        running(3, "a", median);
        value(1, 0, 0.1);
        value(2, 0, 0.9);
        stops.decide(ledger.live());
        assertThat(ledger.events(RuleFired.class)).isEmpty();
        end(1, AttemptState.FINISHED);
        value(2, 1, 0.9);
        value(3, 0, 0.9);
        value(3, 0, 0.9);
        stops.decide(ledger.live());
        assertThat(ledger.events(RuleFired.class)).extracting(RuleFired::key).containsExactly(Plans.key(3));
    }

    @Test
    void aKidThatIsThereEndsWhatIsWorseAndMumOnlyAfterTheGrace() throws Exception {
        worseIs2();
        var stops = next();
        stops.decide(ledger.live());
        assertThat(stops.due(ledger.live())).isEmpty();
        assertThat(given).containsExactlyElementsOf(ledger.events(RuleFired.class));

        there.set(false);
        time.pass(Duration.ofSeconds(89));
        assertThat(stops.due(ledger.live()))
                .as("the kid may only have lost its connection")
                .isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(stops.due(ledger.live())).extracting(Attempt::key).containsExactly(Plans.key(2));

        there.set(true);
        assertThat(stops.due(ledger.live())).as("cancelled, so never told").hasSize(1);
        assertThat(given).hasSize(1);
    }

    @Test
    void aNewMumTellsItAgain() throws Exception {
        worseIs2();
        new RuleStops(ledger, orders, time).decide(ledger.live());

        var next = next();
        assertThat(next.due(ledger.live())).isEmpty();
        assertThat(given).containsExactlyElementsOf(ledger.events(RuleFired.class));
    }

    @Test
    void aNewMumWaitsForTheKidThatIsAtItThoughItIsNotConnectedYet() throws Exception {
        worseIs2();
        new RuleStops(ledger, orders, time).decide(ledger.live());
        Files.writeString(ledger.get(Plans.key(2)).folder().stopping(), "{}");
        Files.writeString(ledger.get(Plans.key(2)).folder().stopFile(), "");
        there.set(false);

        var next = next();
        assertThat(next.due(ledger.live())).isEmpty();
        time.pass(Duration.ofSeconds(90));
        assertThat(next.due(ledger.live())).extracting(Attempt::key).containsExactly(Plans.key(2));
    }

    @Test
    void aKidThatComesAfterTheSchedulerWasAskedIsToldNothing() throws Exception {
        worseIs2();
        there.set(false);
        var stops = next();
        assertThat(stops.due(ledger.live())).hasSize(1);

        there.set(true);
        assertThat(stops.due(ledger.live())).hasSize(1);
        assertThat(next().due(ledger.live())).as("by the next mum neither").hasSize(1);
        assertThat(given).isEmpty();
    }

    @Test
    void whatTheUserHasTerminatedIsNeitherStoppedNorAskedAgain() throws Exception {
        worseIs2();
        ledger.happened(new TerminationAsked(Plans.key(2), Plans.NOW));
        assertThat(next().due(ledger.live())).isEmpty();
        assertThat(ledger.events(RuleFired.class)).isEmpty();

        running(3, "a", ASHA);
        value(3, 1, 0.9);
        var stops = next();
        ledger.happened(new TerminationAsked(Plans.key(3), Plans.NOW));
        assertThat(stops.due(ledger.live())).isEmpty();
        assertThat(ledger.events(RuleFired.class)).hasSize(1);
        assertThat(given).isEmpty();
    }

    @Test
    void whatNoKidEndsInTimeMumEnds() throws Exception {
        var stops = new RuleStops(ledger, EndingOrders.NONE, time);
        running(1, "a", Map.of("metric", "loss", "gt", 1, "kill_after", "20s"));
        ledger.happened(new RuleFired(Plans.key(1), Plans.NOW, "r", "stop", "loss 2 > 1"));
        assertThat(stops.due(ledger.live())).isEmpty();
        time.pass(Duration.ofSeconds(49));
        assertThat(stops.due(ledger.live())).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(stops.due(ledger.live())).hasSize(1);
        end(1, AttemptState.STOPPED);
        assertThat(stops.due(ledger.live())).isEmpty();
    }

    @Test
    void rulesThatMakeNoSenseStopNothing() throws Exception {
        var stops = new RuleStops(ledger, EndingOrders.NONE, time);
        running(1, "a", Map.of("prune", "worst", "metric", "loss"));
        value(1, 1, 0.5);
        stops.decide(ledger.live());
        ledger.happened(new RuleFired(Plans.key(1), Plans.NOW, "r", "stop", "loss 2 > 1"));
        assertThat(stops.due(ledger.live())).isEmpty();
        assertThat(ledger.events(RuleFired.class)).hasSize(1);
    }

    private void worseIs2() throws Exception {
        running(1, "a", ASHA);
        running(2, "a", ASHA);
        value(1, 1, 0.5);
        value(2, 1, 0.9);
    }

    /** As after a restart; it has heard all there is. */
    private RuleStops next() {
        var stops = new RuleStops(ledger, orders, time);
        stops.decide(ledger.live());
        stops.decide(ledger.live());
        return stops;
    }

    private void running(long id, String block, Map<String, Object> rule) throws Exception {
        Map<String, Object> watch = Map.of("stop", List.of(rule), "siblings", block);
        var attempt = ledger.submit(Plans.with(Plans.plan(id), "watch", watch), workdir);
        Files.createDirectories(attempt.folder().root());
        ledger.happened(new Started(Plans.key(id), Plans.NOW, "n1", Optional.empty()));
    }

    private void value(long id, double step, double value) {
        AttemptKey key = Plans.key(id);
        long offset = ledger.get(key).read(MetricSource.STDOUT) + 1;
        ledger.happened(new Metrics(
                key, Plans.NOW, MetricSource.STDOUT, List.of(new MetricSample("loss", step, value, offset))));
    }

    private void end(long id, AttemptState state) {
        ledger.happened(new Ended(Plans.key(id), Plans.NOW, state, Optional.of(0), "exit 0", "exit file"));
    }
}
