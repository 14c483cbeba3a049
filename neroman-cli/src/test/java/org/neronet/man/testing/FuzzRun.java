package org.neronet.man.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives a target many inputs, each made from the seed and its number alone, and fails with the first that throws, takes
 * more than a second of processor time or asks for more than 256 MiB. The seed is printed; these repeat a run:
 * {@code -Dneronet.fuzz.seed=S}, {@code -Dneronet.fuzz.only=NUMBER} for one input of it, {@code -Dneronet.fuzz.count=N}
 * for more of them in all.
 *
 * @param share per cent of all inputs of a run of the tests
 */
public record FuzzRun<T>(String name, int share, Function<Random, T> maker, Target<T> target) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SEED = Long.getLong("neronet.fuzz.seed", System.nanoTime() ^ 0x5DEECE66DL);
    private static final long COUNT = Long.getLong("neronet.fuzz.count", 100_000);
    private static final long ONLY = Long.getLong("neronet.fuzz.only", -1);
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final double LONGEST_SECONDS = 1;
    private static final long MOST_BYTES = 256L << 20;
    private static final long HANG_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int TRIES = 3;

    /** What is tried; a fault is whatever it throws. */
    @FunctionalInterface
    public interface Target<T> {
        void take(T input) throws Exception;
    }

    /** Where the worker is, for those who watch it. */
    private static final class Progress {
        private volatile long number;
        private volatile long since = System.nanoTime();
        private volatile Object input = "";
        private volatile Throwable fault;
    }

    public void run() throws InterruptedException {
        System.out.printf("fuzz %s: -Dneronet.fuzz.seed=%d%n", name, SEED);
        var progress = new Progress();
        var worker = new Thread(() -> work(progress), "fuzz " + name);
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive() && System.nanoTime() - progress.since < HANG_NANOS) {
            worker.join(Duration.ofMillis(200).toMillis());
        }
        if (worker.isAlive()) {
            var where = Arrays.stream(worker.getStackTrace())
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining());
            throw new AssertionError(text(progress, "does not end" + where));
        } else if (progress.fault != null) {
            throw new AssertionError(text(progress, progress.fault.toString()), progress.fault);
        }
    }

    private void work(Progress progress) {
        try {
            long first = ONLY < 0 ? 0 : ONLY;
            long end = ONLY < 0 ? COUNT * share / 100 : ONLY + 1;
            long start = THREADS.getCurrentThreadCpuTime();
            for (long number = first; number < end; number++) {
                var input = maker.apply(new Random((SEED + number) * PRIME));
                progress.number = number;
                progress.input = input;
                progress.since = System.nanoTime();
                take(input);
            }
            double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("fuzz %s: %d inputs, %.1f s%n", name, end - first, seconds);
        } catch (Throwable e) {
            progress.fault = e;
        }
    }

    /** The first of several times may have met the compiler or a full machine. */
    private void take(T input) throws Exception {
        double seconds = LONGEST_SECONDS;
        for (int i = 0; i < TRIES && seconds >= LONGEST_SECONDS; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            target.take(input);
            seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (bytes > MOST_BYTES) {
                throw new AssertionError("asked for " + bytes + " bytes");
            }
        }
        if (seconds >= LONGEST_SECONDS) {
            throw new AssertionError("took " + seconds + " s");
        }
    }

    private String text(Progress progress, String fault) {
        return "fuzz %s: -Dneronet.fuzz.seed=%d -Dneronet.fuzz.only=%d: %s%ninput: %s"
                .formatted(name, SEED, progress.number, fault, escaped(progress.input.toString()));
    }

    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> c == '\n' || c >= ' ' && c < 127 ? Character.toString(c) : "\\u{%x}".formatted(c))
                .collect(Collectors.joining());
    }
}
