package org.neronet.common.event;

import org.neronet.common.json.JsonObject;

/**
 * One value of one metric.
 *
 * @param name as the program prints it
 * @param step place on the x axis: a step or epoch the program named, else counted from 0 per metric
 * @param value NaN and the infinities included
 * @param offset bytes of the stream read when the sample was known; with the stream it identifies the sample, since
 *     reading is a pure function of the bytes
 */
public record MetricSample(String name, double step, double value, long offset) {
    public JsonObject toJson() {
        return JsonObject.of("name", name)
                .with("step", step)
                .with("value", value)
                .with("offset", offset);
    }

    public static MetricSample fromJson(JsonObject json) {
        return new MetricSample(json.string("name"), json.number("step"), json.number("value"), json.integer("offset"));
    }
}
