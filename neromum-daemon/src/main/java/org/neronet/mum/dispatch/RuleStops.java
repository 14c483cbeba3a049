package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.ForwardTime;
import org.neronet.common.rule.RuleException;
import org.neronet.common.rule.RuleParser;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mum's part in stopping by rules: she decides what compares siblings, and she ends through the scheduler what no kid
 * ended in time. Owned by the dispatch thread.
 */
final class RuleStops {
    private static final Logger LOG = LoggerFactory.getLogger(RuleStops.class);

    /** What a kid on a busy node may need beyond the grace. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final EndingOrders orders;
    private final InstantSource time;
    private final SiblingRules siblings;
    private final Map<AttemptKey, Instant> since = new HashMap<>();
    private final Set<AttemptKey> ordered = new HashSet<>();

    RuleStops(Ledger ledger, EndingOrders orders, InstantSource time) {
        this.ledger = ledger;
        this.orders = orders;
        this.time = new ForwardTime(time);
        siblings = new SiblingRules(ledger);
    }

    /** Decides about siblings; what comes of it is durable when this returns. */
    void decide(List<Attempt> live) {
        var entries = siblings.decide(live).stream()
                .filter(decision -> mayStop(decision.key()))
                .map(this::fired)
                .toList();
        if (!entries.isEmpty()) {
            ledger.append(entries).join();
        }
    }

    /** What the user has had terminated was not stopped by a rule. */
    private boolean mayStop(AttemptKey key) {
        return ledger.find(key)
                .filter(attempt -> attempt.status().state() == AttemptState.RUNNING)
                .filter(attempt -> !attempt.status().terminationAsked())
                .isPresent();
    }

    private Entry fired(SiblingRules.Decision decision) {
        var basics = decision.rule().basics();
        return new Entry.Happened(new Event.RuleFired(
                decision.key(), time.instant(), basics.name(), basics.action().word(), decision.reason()));
    }

    /** Those that are to be cancelled now; each finds its stop file by then. */
    List<Attempt> due(List<Attempt> live) {
        var stopping = live.stream()
                .filter(attempt -> attempt.status().state() == AttemptState.RUNNING)
                .filter(attempt -> attempt.status().stopReason().isPresent())
                .toList();
        var keys = stopping.stream().map(Attempt::key).collect(Collectors.toSet());
        since.keySet().retainAll(keys);
        ordered.retainAll(keys);
        var due = stopping.stream().filter(this::isDue).toList();
        due.forEach(RuleStops::leaveStopFile);
        return due;
    }

    private boolean isDue(Attempt attempt) {
        var begin = since.computeIfAbsent(attempt.key(), key -> time.instant());
        return !time.instant().isBefore(begin.plus(grace(attempt)).plus(SLACK)) || isLeftToMum(attempt);
    }

    /** Whether no kid will end it; one that was told is given the time even when its connection is gone. */
    private boolean isLeftToMum(Attempt attempt) {
        var key = attempt.key();
        var decision = siblings.pruned(key);
        // The scheduler's cancel is a TERM of its own, and a program is to see one.
        if (decision.isEmpty() || attempt.status().terminationAsked()) {
            return false;
        }
        if (!ordered.contains(key) && isCancelled(attempt)) {
            return true;
        }
        if (orders.give(decision.get()) || Files.exists(attempt.folder().stopping())) {
            ordered.add(key);
        }
        return !ordered.contains(key);
    }

    /** Whether mum, or the one before her, went to the scheduler: her stop file is there, and no note of a kid. */
    private static boolean isCancelled(Attempt attempt) {
        var folder = attempt.folder();
        return Files.exists(folder.stopFile()) && !Files.exists(folder.stopping());
    }

    private static Duration grace(Attempt attempt) {
        try {
            return RuleParser.parse(attempt.plan().watch(), Set.of()).stream()
                    .map(rule -> rule.basics().grace())
                    .max(Duration::compareTo)
                    .orElse(RuleParser.STOP_GRACE);
        } catch (RuleException e) {
            return RuleParser.STOP_GRACE;
        }
    }

    private static void leaveStopFile(Attempt attempt) {
        var file = attempt.folder().stopFile();
        try {
            if (!Files.exists(file)) {
                AtomicFile.write(file, attempt.status().stopReason().orElseThrow() + "\n");
            }
        } catch (IOException e) {
            LOG.warn("{} is cancelled without a stop file", attempt.key(), e);
        }
    }
}
