package org.neronet.common.metric;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neronet.common.event.MetricSample;

/** What the installed readers make of some output, in a form that tests can compare. */
record Output(List<TracedSample> samples, Optional<Reading.Progress> progress) {
    static Output of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Output of(byte[] bytes) {
        var reader = new OutputReader(List.of());
        var samples = new ArrayList<>(reader.trace(bytes, bytes.length));
        samples.addAll(reader.traceEnd());
        return new Output(samples, reader.progress());
    }

    /** {@code 3: loss=0.5 acc=1; 4: loss=0.25}. */
    String byPlace() {
        var places = new LinkedHashMap<String, List<String>>();
        for (var traced : samples) {
            var sample = traced.sample();
            places.computeIfAbsent(plain(sample.step()), place -> new ArrayList<>())
                    .add(sample.name() + "=" + plain(sample.value()));
        }
        return places.entrySet().stream()
                .map(place -> place.getKey() + ": " + String.join(" ", place.getValue()))
                .collect(Collectors.joining("; "));
    }

    List<String> readers() {
        return List.copyOf(
                new TreeSet<>(samples.stream().map(TracedSample::reader).toList()));
    }

    /** All samples of one metric, in order. */
    List<MetricSample> series(String name) {
        return samples.stream()
                .map(TracedSample::sample)
                .filter(sample -> sample.name().equals(name))
                .toList();
    }

    private static String plain(double number) {
        return Double.isFinite(number)
                ? new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString()
                : String.valueOf(number);
    }
}
