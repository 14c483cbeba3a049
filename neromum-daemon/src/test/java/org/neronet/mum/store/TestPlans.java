package org.neronet.mum.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.Resources;

/** Plans, keys and events for tests. */
public final class TestPlans {
    public static final String HOME = "0123456789abcdef0123456789abcdef";
    public static final String OTHER_HOME = "f".repeat(32);
    public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private TestPlans() {}

    public static AttemptKey key(long id) {
        return new AttemptKey(HOME, id, 1);
    }

    public static AttemptPlan plan(AttemptKey key, List<CodeFile> code, List<String> outputs, long resultBytes) {
        return new AttemptPlan(
                key,
                "test/" + key.id(),
                List.of("python3", "main.py", "ä\n\u2028'"),
                Map.of("A", "1"),
                List.of(),
                code,
                Resources.DEFAULT,
                List.of(),
                outputs,
                List.of("loss"),
                resultBytes);
    }

    public static AttemptPlan plan(long id) {
        return plan(key(id), List.of(), List.of(), AttemptPlan.DEFAULT_RESULT_BYTES);
    }

    /** The two entries of an accepted plan. */
    public static List<Entry> kept(long id) {
        return kept(key(id));
    }

    public static List<Entry> kept(AttemptKey key) {
        var plan = plan(key, List.of(), List.of(), AttemptPlan.DEFAULT_RESULT_BYTES);
        return List.of(
                new Entry.Kept(plan, "/w/attempts/" + key.folderName()), new Entry.Happened(new Submitted(key, NOON)));
    }

    public static Entry warned(long id, String text) {
        return new Entry.Happened(new Warned(key(id), NOON, text));
    }

    /** A value of {@code loss} for each offset. */
    public static Event metrics(long id, long... offsets) {
        var samples = java.util.Arrays.stream(offsets)
                .mapToObj(offset -> new MetricSample("loss", offset, Double.NaN, offset))
                .toList();
        return new Metrics(key(id), NOON, MetricSource.STDOUT, samples);
    }

    /** An attempt in its folder {@code <workdir>/attempts/<key>}. */
    public static Attempt attempt(AttemptPlan plan, Path workdir) {
        var folder = new Workdir(workdir).attempt(plan.key()).toString();
        return new Attempt(
                plan,
                folder,
                org.neronet.common.event.AttemptStatus.DEFINED,
                java.util.Optional.empty(),
                0,
                1,
                0,
                java.util.Map.of(),
                0);
    }
}
