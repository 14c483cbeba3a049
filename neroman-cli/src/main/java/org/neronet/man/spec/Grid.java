package org.neronet.man.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neronet.man.config.YamlValue.Scalar;

/** The parameters of a block: every combination of their values, the last parameter fastest. */
record Grid(List<Axis> axes) {
    Grid {
        axes = List.copyOf(axes);
    }

    /**
     * One parameter.
     *
     * @param varied whether it was written as a list
     */
    record Axis(String name, List<Scalar> values, boolean varied) {
        Axis {
            values = List.copyOf(values);
        }
    }

    /** One combination: a value for each parameter. */
    record Point(Map<String, Scalar> values) {
        /** The values as they were written. */
        Map<String, String> texts() {
            var texts = new LinkedHashMap<String, String>();
            values.forEach((name, scalar) -> texts.put(name, scalar.text()));
            return texts;
        }

        /** The values with the types that YAML gives them. */
        Map<String, Object> typed() {
            var typed = new LinkedHashMap<String, Object>();
            values.forEach((name, scalar) -> typed.put(name, scalar.value()));
            return typed;
        }
    }

    /** How many combinations there are, without making them. */
    BigInteger size() {
        return axes.stream()
                .map(axis -> BigInteger.valueOf(axis.values().size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** The lengths of the lists, such as {@code 1000×1000}. */
    String product() {
        return axes.stream()
                .filter(Axis::varied)
                .map(axis -> String.valueOf(axis.values().size()))
                .collect(Collectors.joining("×"));
    }

    /** All combinations; only for a checked {@link #size}. */
    List<Point> points() {
        List<Map<String, Scalar>> points = List.of(Map.of());
        for (var axis : axes) {
            var longer = new ArrayList<Map<String, Scalar>>();
            for (var point : points) {
                for (var value : axis.values()) {
                    var values = new LinkedHashMap<>(point);
                    values.put(axis.name(), value);
                    longer.add(values);
                }
            }
            points = longer;
        }
        return points.stream().map(Point::new).toList();
    }
}
