package org.neronet.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.system.RecordedHistory.Fact;

/**
 * Holds what a mum wrote down against what the programs left behind. P1: each attempt has one end, and nothing after it
 * but warnings. P2: its program started at most once. P3: no value that it printed is lost. P4: each is there once, in order.
 *
 * @param starts lines of {@link Ticks}: id, attempt and job of each start
 * @param attempts the folder of attempts' folders
 */
record HistoryChecker(RecordedHistory history, List<String> starts, Path attempts) {
    private static final Pattern PRINTED = Pattern.compile("loss (\\d+\\.\\d+)");
    private static final Pattern HOLDER = Pattern.compile("job=(\\d+)_\\d+ .*\\n");

    /** What does not hold, one line each; empty when all does. */
    List<String> faults() {
        var faults = new ArrayList<>(history.damaged());
        long last = 0;
        for (var fact : history.facts()) {
            if (fact.seq() <= last) {
                faults.add("P4: number " + fact.seq() + " after " + last);
            }
            last = fact.seq();
        }
        var all = history.byAttempt();
        history.kept().forEach(key -> new One(key, all.getOrDefault(key, List.of()), faults).check());
        starts.stream()
                .filter(line -> history.kept().stream().noneMatch(key -> line.startsWith(name(key))))
                .forEach(line -> faults.add("P2: nobody asked for the start " + line));
        return faults;
    }

    private static String name(AttemptKey key) {
        return key.id() + " " + key.attempt() + " ";
    }

    /** One attempt's part of the examination. */
    private final class One {
        private final AttemptKey key;
        private final List<Fact> facts;
        private final List<String> faults;
        private final AttemptFolder folder;

        One(AttemptKey key, List<Fact> facts, List<String> faults) {
            this.key = key;
            this.facts = facts;
            this.faults = faults;
            this.folder = new AttemptFolder(attempts.resolve(key.folderName()));
        }

        void check() {
            var ends = events(Ended.class);
            demand("P1", ends.size() == 1, "has " + ends.size() + " ends");
            boolean over = false;
            for (var fact : facts) {
                demand("P1", !over || fact.event() instanceof Warned, "goes on after its end: " + fact);
                over |= fact.event() instanceof Ended;
            }
            checkStart(ends);
            checkOrder();
            if (Files.exists(folder.exit())) {
                checkValues();
                var code = ParentFile.parse(Stage.text(folder.exit())).number("code");
                demand("P1", ends.stream().allMatch(e -> isCode(e, code)), "left with " + code + ", but " + ends);
            }
        }

        private static boolean isCode(Ended ended, Optional<Long> code) {
            return ended.exitCode().map(Integer::longValue).equals(code);
        }

        private void checkStart(List<Ended> ends) {
            var own = starts.stream().filter(line -> line.startsWith(name(key))).toList();
            boolean ran = Files.exists(folder.start());
            demand("P2", own.size() == (ran ? 1 : 0), "has a start file: " + ran + ", and starts " + own);
            demand("P2", events(Started.class).size() <= 1, "has Started more than once");
            demand("P2", ran || ends.stream().noneMatch(e -> e.exitCode().isPresent()), "ended without a start");
            if (ran) {
                var holder = HOLDER.matcher(Stage.text(folder.claim()));
                boolean its = holder.matches() && own.stream().allMatch(line -> line.endsWith(" " + holder.group(1)));
                demand("P2", its, "was started as " + own + ", but its claim is " + Stage.text(folder.claim()));
            }
        }

        private void checkOrder() {
            long record = 0;
            Map<MetricSource, Long> read = new HashMap<>();
            for (var fact : facts) {
                demand("P4", fact.record().orElse(record + 1) > record, "has a record twice: " + fact);
                record = fact.record().orElse(record);
                if (fact.event() instanceof Metrics metrics) {
                    var offsets = metrics.samples().stream()
                            .mapToLong(MetricSample::offset)
                            .summaryStatistics();
                    long before = Objects.requireNonNullElse(read.put(metrics.source(), offsets.getMax()), -1L);
                    demand("P4", offsets.getMin() > before, "has samples twice: " + fact);
                }
            }
        }

        private void checkValues() {
            var printed = Stage.lines(folder.output(OutputStreamName.STDOUT)).stream()
                    .map(PRINTED::matcher)
                    .filter(line -> line.matches())
                    .map(line -> Double.valueOf(line.group(1)))
                    .toList();
            var recorded = events(Metrics.class).stream()
                    .filter(metrics -> metrics.source().equals(MetricSource.STDOUT))
                    .flatMap(metrics -> metrics.samples().stream())
                    .map(MetricSample::value)
                    .toList();
            demand("P3", recorded.equals(printed), "printed " + printed + ", recorded is " + recorded);
        }

        private <E extends Event> List<E> events(Class<E> type) {
            return facts.stream()
                    .map(Fact::event)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }

        private void demand(String property, boolean holds, String otherwise) {
            if (!holds) {
                faults.add(property + ": " + key.folderName() + " " + otherwise);
            }
        }
    }
}
