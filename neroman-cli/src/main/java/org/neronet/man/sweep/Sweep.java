package org.neronet.man.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neronet.man.config.YamlValue.Scalar;

/** The parameters of a block: every combination of their values, the last parameter fastest. */
public record Sweep(List<Axis> axes) {
    public Sweep {
        axes = List.copyOf(axes);
    }

    /**
     * One parameter.
     *
     * @param varied whether it was written as a list
     */
    public record Axis(String name, List<Scalar> values, boolean varied) {
        public Axis {
            values = List.copyOf(values);
        }
    }

    /** All parameters, in file order. */
    public List<String> names() {
        return axes.stream().map(Axis::name).toList();
    }

    /** The parameters that tell points apart, for their names. */
    public List<String> varied() {
        return axes.stream().filter(Axis::varied).map(Axis::name).toList();
    }

    /** How many combinations there are, without making them. */
    public BigInteger size() {
        return axes.stream()
                .map(axis -> BigInteger.valueOf(axis.values().size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** The lengths of the lists, such as {@code 1000×1000}. */
    public String product() {
        return axes.stream()
                .filter(Axis::varied)
                .map(axis -> String.valueOf(axis.values().size()))
                .collect(Collectors.joining("×"));
    }

    /** All combinations; only for a checked {@link #size}. */
    public List<Point> points() {
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
