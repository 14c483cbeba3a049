package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The program hangs: for so long neither its stdout, its stderr nor the data files that are read grew, and its processes
 * took less than 1 % of one CPU. Where the CPU cannot be seen, the output alone decides.
 */
public record NoOutput(Basics basics, Duration limit) implements Rule {
    private static final double BUSY = 0.01;
    private static final int POINTS = 60;

    private record Point(Duration at, double cpu) {}

    @Override
    public Judge judge() {
        return new State();
    }

    private final class State implements Judge {
        private final Deque<Point> points = new ArrayDeque<>();
        private long bytes = -1;
        private Duration quietSince = Duration.ZERO;

        @Override
        public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
            quietSince = sinceStart;
            return Optional.empty();
        }

        @Override
        public Optional<String> resources(ResourceReading reading, Duration sinceStart) {
            if (reading.outputBytes().isPresent() && reading.outputBytes().getAsLong() != bytes) {
                // The first look after a restart says nothing of how long it was quiet.
                bytes = reading.outputBytes().getAsLong();
                quietSince = sinceStart;
            }
            reading.cpuSeconds().ifPresent(cpu -> remember(new Point(sinceStart, cpu)));
            var quiet = sinceStart.minus(quietSince);
            if (quiet.compareTo(limit) < 0 || !basics.after().isReached(sinceStart)) {
                return Optional.empty();
            }
            var share = share(sinceStart);
            boolean hangs = share.isEmpty() ? reading.cpuSeconds().isEmpty() : share.getAsDouble() < BUSY;
            return hangs ? Optional.of(reason(quiet, share)) : Optional.empty();
        }

        private void remember(Point point) {
            var last = points.peekLast();
            if (last == null
                    || !point.at()
                            .minus(last.at())
                            .minus(limit.dividedBy(POINTS))
                            .isNegative()) {
                points.add(point);
            }
            while (points.size() > 1
                    && isOld(points.stream().skip(1).findFirst().orElseThrow(), point.at())) {
                points.remove();
            }
        }

        private boolean isOld(Point point, Duration now) {
            return now.minus(point.at()).compareTo(limit) >= 0;
        }

        /** Of one CPU, over the whole time looked at; empty when that is too short. */
        private OptionalDouble share(Duration now) {
            var first = points.peekFirst();
            var last = points.peekLast();
            if (first == null || !isOld(first, now) || last == first) {
                return OptionalDouble.empty();
            }
            double seconds = last.at().minus(first.at()).toMillis() / 1e3;
            return OptionalDouble.of(Math.max(0, last.cpu() - first.cpu()) / seconds);
        }

        private String reason(Duration quiet, OptionalDouble share) {
            var cpu =
                    share.isPresent() ? " and " + text(Math.rint(share.getAsDouble() * 1000) / 10) + " % of a CPU" : "";
            return "no output for " + Span.text(quiet) + cpu;
        }
    }
}
