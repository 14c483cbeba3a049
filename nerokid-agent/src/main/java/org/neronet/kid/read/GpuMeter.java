package org.neronet.kid.read;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.neronet.common.process.CommandRunner;

/**
 * How busy the GPUs of this host are, asked in a thread of its own, so that a slow driver holds up nobody. One answer
 * serves all attempts.
 */
final class GpuMeter {
    private static final List<String> QUERY = List.of(
            "nvidia-smi", "--query-gpu=index,uuid,utilization.gpu,memory.used", "--format=csv,noheader,nounits");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final int MAX_GPUS = 64;
    private static final double MIB = 1 << 20;

    /**
     * One GPU at one moment.
     *
     * @param percent of the time in which it was busy, 0 to 100
     * @param bytes of its memory in use
     */
    record Gpu(String index, String uuid, double percent, double bytes) {
        /** @param names as CUDA_VISIBLE_DEVICES has them, or empty for all */
        boolean isAmong(List<String> names) {
            return names.isEmpty()
                    || names.stream()
                            .anyMatch(name -> name.equals(index) || name.length() > 4 && uuid.startsWith(name));
        }
    }

    private final CommandRunner runner;
    private final boolean present;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile List<Gpu> latest = List.of();
    private Optional<Instant> asked = Optional.empty();

    /** @param present whether there is such a program at all */
    GpuMeter(CommandRunner runner, boolean present) {
        this.runner = runner;
        this.present = present;
    }

    /** What was learnt last; asks anew if that is old by now. */
    List<Gpu> gpus(Instant now) {
        boolean old = asked.filter(at -> !now.isBefore(at) && now.isBefore(at.plus(FRESH)))
                .isEmpty();
        if (present && old && asking.compareAndSet(false, true)) {
            asked = Optional.of(now);
            var thread = new Thread(this::ask, "gpu-meter");
            thread.setDaemon(true);
            thread.start();
        }
        return latest;
    }

    private void ask() {
        try {
            var result = runner.run(QUERY, LIMIT);
            latest = result.succeeded()
                    ? result.out()
                            .lines()
                            .limit(MAX_GPUS)
                            .flatMap(line -> gpu(line).stream())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            // A broken driver shows as no values.
            latest = List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.set(false);
        }
    }

    private static Optional<Gpu> gpu(String line) {
        var fields = Stream.of(line.split(",")).map(String::strip).toList();
        try {
            return Optional.of(new Gpu(
                    fields.get(0),
                    fields.get(1),
                    Double.parseDouble(fields.get(2)),
                    Double.parseDouble(fields.get(3)) * MIB));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // "[N/A]" of a GPU that does not tell.
            return Optional.empty();
        }
    }
}
