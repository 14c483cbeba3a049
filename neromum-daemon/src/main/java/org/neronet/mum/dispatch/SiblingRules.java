package org.neronet.mum.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.rule.Prune;
import org.neronet.common.rule.Pruner;
import org.neronet.common.rule.RuleException;
import org.neronet.common.rule.RuleParser;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the rules that compare siblings: the experiments of one block, from one home. Hears the events in their order,
 * after a restart of mum again from the first one of a block that still has living members, so that it comes to the same
 * decisions. Owned by the dispatch thread.
 */
final class SiblingRules {
    private static final Logger LOG = LoggerFactory.getLogger(SiblingRules.class);
    private static final int PAGE = 1000;
    /** Pages at a time, lest old news keep new experiments from being sent. */
    private static final int PAGES = 100;

    /** What an attempt's plan says, read once. */
    private record Family(String id, List<Prune> rules) {}

    private record Seen(String source, double step) {}

    /** A decision. */
    record Decision(AttemptKey key, Prune rule, String reason) {}

    private final Ledger ledger;
    private final Map<AttemptKey, Family> families = new HashMap<>();
    private final Map<String, Pruner> pruners = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<String> decided = new HashSet<>();
    private final Map<AttemptKey, Event.RuleFired> pruned = new HashMap<>();
    private final List<Decision> waiting = new ArrayList<>();
    private final Set<String> living = new HashSet<>();
    private long begin = Long.MAX_VALUE;
    private long cursor;

    SiblingRules(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The decision of these rules by which an attempt is to end. */
    Optional<Event.RuleFired> pruned(AttemptKey key) {
        return Optional.ofNullable(pruned.get(key));
    }

    /** What the events lead to that are new, once all are known; none is read while no live attempt has such a rule. */
    List<Decision> decide(List<Attempt> live) {
        var judged = live.stream()
                .filter(attempt -> !family(attempt).rules().isEmpty())
                .map(Attempt::family)
                .collect(Collectors.toSet());
        if (!living.containsAll(judged)) {
            reachBack(judged);
        }
        living.addAll(judged);
        if (judged.isEmpty() || !readOn()) {
            return List.of();
        }
        var decisions = waiting.stream()
                .filter(decision -> decided.add(name(decision.key(), decision.rule())))
                .toList();
        waiting.clear();
        return decisions;
    }

    /** Members of a block that has become alive may have told something before what was read. */
    private void reachBack(Set<String> families) {
        long first = ledger.all().stream()
                .filter(attempt -> families.contains(attempt.family()))
                .mapToLong(Attempt::after)
                .min()
                .orElse(0);
        if (first < begin) {
            begin = first;
            cursor = first;
            pruners.clear();
            seen.clear();
            waiting.clear();
        }
    }

    /** Whether that was all there is. */
    private boolean readOn() {
        for (int i = 0; i < PAGES; i++) {
            var page = ledger.events(cursor, PAGE, Optional.empty());
            if (page.next() <= cursor) {
                return true;
            }
            page.events().forEach(numbered -> hear(numbered.event(), waiting));
            cursor = page.next();
        }
        return false;
    }

    private void hear(Event event, List<Decision> decisions) {
        var attempt = ledger.find(event.key());
        var family = attempt.map(this::family).filter(f -> !f.rules().isEmpty());
        if (family.isEmpty()) {
            return;
        }
        if (event instanceof Event.Metrics metrics) {
            metrics.samples().forEach(sample -> {
                if (isNew(metrics, sample.name(), sample.step())) {
                    report(event.key(), family.get(), sample.name(), sample.step(), sample.value(), decisions);
                }
            });
        } else if (event instanceof Event.RuleFired fired) {
            family.get().rules().stream()
                    .filter(rule -> rule.basics().name().equals(fired.rule()))
                    .forEach(rule -> remember(fired, rule));
        } else if (event instanceof Event.Ended ended && isComplete(ended)) {
            family.get().rules().forEach(rule -> pruner(family.get(), rule).completed(sibling(ended.key())));
        }
    }

    private void remember(Event.RuleFired fired, Prune rule) {
        decided.add(name(fired.key(), rule));
        if (fired.ends()) {
            pruned.putIfAbsent(fired.key(), fired);
        }
    }

    /** One that its own rule stopped ran as far as it should. */
    private boolean isComplete(Event.Ended ended) {
        return ended.state() == AttemptState.FINISHED
                || ended.state() == AttemptState.STOPPED && !pruned.containsKey(ended.key());
    }

    private void report(
            AttemptKey key, Family family, String name, double step, double value, List<Decision> decisions) {
        for (var rule : family.rules()) {
            if (rule.basics().metric().filter(name::equals).isPresent()) {
                pruner(family, rule)
                        .report(sibling(key), step, value)
                        .ifPresent(reason -> decisions.add(new Decision(key, rule, reason)));
            }
        }
    }

    private boolean isNew(Event.Metrics metrics, String name, double step) {
        var id = sibling(metrics.key()) + " " + name;
        var before = seen.get(id);
        boolean fresh =
                before == null || before.source().equals(metrics.source().name()) && step > before.step();
        if (fresh) {
            seen.put(id, new Seen(metrics.source().name(), step));
        }
        return fresh;
    }

    private Pruner pruner(Family family, Prune rule) {
        return pruners.computeIfAbsent(family.id() + " " + rule.basics().name(), id -> Pruner.of(rule));
    }

    private Family family(Attempt attempt) {
        return families.computeIfAbsent(attempt.key(), key -> read(attempt));
    }

    private static Family read(Attempt attempt) {
        var watch = attempt.plan().watch();
        var id = attempt.family();
        if (!watch.has("stop")) {
            return new Family(id, List.of());
        }
        try {
            var rules = RuleParser.parse(watch, Set.copyOf(attempt.plan().metrics())).stream()
                    .filter(Prune.class::isInstance)
                    .map(Prune.class::cast)
                    .toList();
            return new Family(id, rules);
        } catch (RuleException e) {
            LOG.warn("the rules of {} are not judged: {}", attempt.key(), e.getMessage());
            return new Family(id, List.of());
        }
    }

    /** Tries at one experiment are one sibling. */
    private static String sibling(AttemptKey key) {
        return key.home() + " " + key.id();
    }

    private static String name(AttemptKey key, Prune rule) {
        return sibling(key) + " " + rule.basics().name();
    }
}
