package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The attempt's GPUs do nothing: their mean use over the last {@code window} is below so many percent. Judged when the
 * time before which nothing counts (10 minutes when left out) and a whole window have passed. Without a GPU it never
 * applies.
 */
public record GpuIdle(Basics basics, Duration window, double below) implements Rule {
    private record Point(Duration at, double percent) {}

    @Override
    public Judge judge() {
        Deque<Point> points = new ArrayDeque<>();
        return new Judge() {
            private Duration since;

            @Override
            public Optional<String> resources(ResourceReading reading, Duration sinceStart) {
                if (reading.gpuPercent().isEmpty() || !basics.after().isReached(sinceStart)) {
                    return Optional.empty();
                }
                since = since == null ? sinceStart : since;
                points.add(new Point(sinceStart, reading.gpuPercent().getAsDouble()));
                while (points.element().at().compareTo(sinceStart.minus(window)) < 0) {
                    points.remove();
                }
                double mean =
                        points.stream().mapToDouble(Point::percent).average().orElseThrow();
                return sinceStart.minus(since).compareTo(window) >= 0 && mean < below
                        ? Optional.of("GPUs used " + text(Math.rint(mean * 10) / 10) + " % over the last "
                                + Span.text(window) + ", less than " + text(below) + " %")
                        : Optional.empty();
            }
        };
    }
}
