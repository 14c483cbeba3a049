package org.neronet.common.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.metric.ApiLines;
import org.neronet.common.metric.CommandSpec;
import org.neronet.common.metric.FileSamples;
import org.neronet.common.metric.ReadSpec;
import org.neronet.common.metric.Reading;
import org.neronet.common.process.BackgroundCommand;

/**
 * Runs a user's program that reads metrics, again and again: over the whole of a file each time it changed, or every so
 * often by itself. Over a file, what is behind the samples known is new; otherwise all is. An offset is the number of the
 * sample.
 */
final class CommandFollower implements Followed {
    /** How soon it runs again when the file goes on changing; and it never takes more than a tenth of the time. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int SHARE = 10;
    private static final int MAX_SAID = 300;

    private final MetricSource source;
    private final ReadSpec said;
    private final CommandSpec command;
    private final Commands commands;
    private final InputFile input;
    private final Path out;
    private final Path err;
    private final Known known;
    private final Map<String, Double> steps = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<BackgroundCommand> running = Optional.empty();
    private long startedAt;
    private long dueAt = System.nanoTime();
    private long count;
    private boolean lastRun;

    CommandFollower(AttemptFolder folder, ReadSpec said, int number, Known known) {
        this.said = said;
        this.command = said.command().orElseThrow();
        this.known = known;
        commands = new Commands(folder);
        input = new InputFile(folder, said.from());
        source = source(said, command);
        out = folder.root().resolve("command." + number + ".out");
        err = folder.root().resolve("command." + number + ".err");
        count = Math.max(0, known.offset(source));
    }

    private static MetricSource source(ReadSpec said, CommandSpec command) {
        var name = "command:" + command.text()
                + said.from().map(from -> " < " + from).orElse("");
        return new MetricSource(name.substring(0, Math.min(name.length(), MAX_SAID)));
    }

    @Override
    public MetricSource source() {
        return source;
    }

    @Override
    public List<MetricSample> read(byte[] buffer) throws IOException {
        if (running.isEmpty()) {
            if (System.nanoTime() - dueAt >= 0) {
                begin();
            }
            return List.of();
        }
        return running.get().isRunning() ? List.of() : end(buffer);
    }

    /**
     * The program has ended: one more run over what is there now.
     *
     * @return whether that is done
     */
    boolean settle() {
        if (running.isEmpty() && !lastRun) {
            lastRun = true;
            begin();
        }
        return running.isEmpty();
    }

    /** Time is up. */
    void abandon() {
        running.ifPresent(run -> {
            run.kill();
            warn("did not end in time after the program; its last values may be missing");
        });
        running = Optional.empty();
    }

    private void begin() {
        startedAt = System.nanoTime();
        dueAt = startedAt + command.every().orElse(PAUSE).toNanos();
        try {
            var file = input.changed();
            if (said.from().isEmpty() || file.isPresent()) {
                running = Optional.of(commands.start(command, file, out, err));
            } else {
                dueAt = startedAt + Duration.ofSeconds(1).toNanos();
            }
        } catch (IOException e) {
            warn("cannot be run: " + e.getMessage());
        }
    }

    private List<MetricSample> end(byte[] buffer) throws IOException {
        var fault = running.orElseThrow().fault();
        running = Optional.empty();
        long took = System.nanoTime() - startedAt;
        dueAt = Math.max(dueAt, startedAt + SHARE * took);
        if (fault.isPresent()) {
            warn(fault.get() + words());
        }
        // What it said before it failed is said.
        return samples(buffer);
    }

    private List<MetricSample> samples(byte[] buffer) throws IOException {
        var reader = new FileSamples(ApiLines.start(), said.selection());
        var fresh = new ArrayList<MetricSample>();
        long place = 0;
        try (var in = Files.newInputStream(out)) {
            for (int n; (n = in.read(buffer)) > 0; ) {
                place = add(reader.feed(buffer, n), place, fresh);
            }
            add(reader.finish(), place, fresh);
        }
        return fresh;
    }

    private long add(List<MetricSample> samples, long before, List<MetricSample> fresh) {
        long place = before;
        for (var sample : samples) {
            place++;
            if (said.from().isEmpty()) {
                fresh.add(new MetricSample(sample.name(), step(sample), sample.value(), ++count));
            } else if (place > count) {
                count = place;
                fresh.add(new MetricSample(sample.name(), sample.step(), sample.value(), count));
            }
        }
        return place;
    }

    /** Each run counts on where the one before ended, unless the program says the step. */
    private double step(MetricSample sample) {
        var last = steps.get(sample.name());
        double before = last != null ? last : known.step(source, sample.name()).orElse(-1);
        double step = sample.step() > before ? sample.step() : before + 1;
        steps.put(sample.name(), step);
        return step;
    }

    private String words() throws IOException {
        try (var in = Files.newInputStream(err)) {
            var text = new String(in.readNBytes(8192), StandardCharsets.UTF_8).strip();
            var last = text.substring(text.lastIndexOf('\n') + 1).strip();
            return last.isEmpty() ? "" : ": " + last.substring(0, Math.min(last.length(), MAX_SAID));
        }
    }

    /** One warning for each command is enough. */
    private void warn(String text) {
        if (warnings.isEmpty()) {
            warnings.add("'" + command.text() + "' " + text);
        }
    }

    @Override
    public boolean isAtEnd() {
        return true;
    }

    @Override
    public List<MetricSample> finish() {
        return List.of();
    }

    @Override
    public void freeze() {
        // It is given the file as it is when it starts.
    }

    @Override
    public Optional<Reading.Progress> progress() {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
