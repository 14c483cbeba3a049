package org.neronet.kid.run;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.follow.SampleListener;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.rule.Action;
import org.neronet.common.rule.Firing;
import org.neronet.common.rule.Observation;
import org.neronet.common.rule.ResourceReading;
import org.neronet.common.rule.Rule;
import org.neronet.common.rule.RuleEngine;
import org.neronet.common.rule.RuleException;
import org.neronet.common.rule.RuleParser;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/**
 * Judges an attempt by the user's rules and acts. What fires is in the spool before anything is done; a kid that takes up
 * an attempt hears the spool first, so that it knows what was counted and what fired. Owned by one thread.
 */
final class RuleWatch implements SampleListener {
    private final AttemptFolder folder;
    private final KidOrders orders;
    private final InstantSource time;
    private final ProgramEnder ender;
    private final List<Rule> rules;
    private final Deque<Firing> waiting = new ArrayDeque<>();
    private final Set<String> fired = new HashSet<>();
    private Optional<ParentFile> start = Optional.empty();
    private Optional<RuleEngine> engine = Optional.empty();
    private Optional<Event.RuleFired> ending = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private boolean begun;

    RuleWatch(AttemptFolder folder, KidOrders orders, InstantSource time) throws IOException {
        this.folder = folder;
        this.orders = orders;
        this.time = time;
        ender = new ProgramEnder(folder);
        rules = parse();
        ending = begunBefore();
        findStart();
    }

    /** A kid that cannot judge still watches. */
    private List<Rule> parse() {
        try {
            return RuleParser.parse(orders.watch(), Set.copyOf(orders.metrics()));
        } catch (RuleException e) {
            fault = Optional.of("its rules are not judged: " + e.getMessage());
            return List.of();
        }
    }

    /** What an earlier kid began to do; mum's orders stand nowhere else. */
    private Optional<Event.RuleFired> begunBefore() throws IOException {
        var text = SmallFile.read(folder.stopping());
        try {
            return text.isPresent() && EventJson.read(Json.parseObject(text.get())) instanceof Event.RuleFired before
                    ? Optional.of(before)
                    : Optional.empty();
        } catch (JsonException | IllegalArgumentException e) {
            fault = Optional.of(folder.stopping() + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Mum wants the program ended; the grace counts from now, by this host's clock. */
    void order(Event.RuleFired order) {
        if (ending.isEmpty()) {
            ending = Optional.of(
                    new Event.RuleFired(order.key(), time.instant(), order.rule(), order.action(), order.reason()));
        }
    }

    /** Hears what is in the spool, in order, before anything new. */
    void learn(Event event) {
        if (event instanceof Event.Metrics metrics) {
            observe(metrics.source(), metrics.samples(), metrics.at());
        } else if (event instanceof Event.RuleFired rule) {
            fired.add(rule.rule());
            engine.ifPresent(e -> e.restore(rule.rule(), rule.ends()));
            ending = ending.isEmpty() && rule.ends() ? Optional.of(rule) : ending;
        } else if (event instanceof Event.Warned warned) {
            fault = fault.filter(text -> !text.equals(warned.text()));
        }
    }

    @Override
    public void sampled(MetricSource source, List<MetricSample> samples) {
        observe(source, samples, time.instant());
    }

    /** Takes in what the program uses. */
    void measured(ResourceReading reading) {
        engine.ifPresent(e -> waiting.addAll(e.observe(reading)));
    }

    /** Whether the user wrote any that can be judged. */
    boolean areThere() {
        return !rules.isEmpty();
    }

    private void observe(MetricSource source, List<MetricSample> samples, java.time.Instant at) {
        if (engine.isEmpty()) {
            return;
        }
        for (var sample : samples) {
            var seen = new Observation(source.name(), sample.name(), sample.step(), sample.value(), at);
            waiting.addAll(engine.get().observe(seen));
        }
    }

    /**
     * Judges what only time tells, records what fired and acts.
     *
     * @param hasExit whether the program ended
     */
    void advance(Spool spool, boolean hasExit) throws IOException {
        if (fault.isPresent()) {
            spool.append(new Event.Warned(orders.key(), time.instant(), fault.get()));
            fault = Optional.empty();
        }
        if (rules.isEmpty() && ending.isEmpty()) {
            return;
        }
        findStart();
        if (!hasExit && engine.isPresent()) {
            waiting.addAll(engine.get().tick(time.instant()));
        }
        while (!waiting.isEmpty()) {
            record(waiting.peek(), spool, hasExit);
            waiting.remove();
        }
        if (ending.isPresent() && start.isPresent()) {
            end(hasExit);
        }
    }

    private void record(Firing firing, Spool spool, boolean hasExit) throws IOException {
        if (fired.contains(firing.rule())) {
            return;
        }
        // What has ended by itself was not stopped.
        boolean late = firing.action().ends() && (hasExit || ender.isGone(start.orElseThrow()));
        var action = late ? Action.WARN : firing.action();
        var reason = firing.reason() + (late ? "; it had ended by itself" : "");
        var event = new Event.RuleFired(orders.key(), time.instant(), firing.rule(), action.word(), reason);
        spool.append(event);
        fired.add(firing.rule());
        ending = ending.isEmpty() && event.ends() ? Optional.of(event) : ending;
    }

    private void end(boolean hasExit) throws IOException {
        var program = start.orElseThrow();
        if (hasExit) {
            ender.killRest(program);
            return;
        }
        if (!begun && ender.canEnd(program)) {
            ender.begin(ending.orElseThrow(), grace(ending.get()), program, time.instant());
            begun = true;
        }
        if (begun) {
            ender.advance(program, time.instant());
        }
    }

    private Duration grace(Event.RuleFired event) {
        return rules.stream()
                .map(Rule::basics)
                .filter(basics -> basics.name().equals(event.rule()))
                .map(org.neronet.common.rule.Basics::grace)
                .findFirst()
                .orElse(RuleParser.STOP_GRACE);
    }

    private void findStart() throws IOException {
        if (engine.isEmpty()) {
            start = SmallFile.read(folder.start()).map(ParentFile::parse);
            engine = start.flatMap(ParentFile::time).map(at -> new RuleEngine(rules, at));
        }
    }
}
