package org.neronet.man.sweep;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.neronet.man.config.YamlValue.Scalar;

/**
 * Parameters that change together, as one dimension of the product.
 *
 * @param names whose values {@code at} gives
 * @param at the values at an index from 0
 */
record Axis(List<String> names, BigInteger size, IntFunction<Map<String, Scalar>> at) {
    Axis {
        names = List.copyOf(names);
    }

    /** One parameter alone. */
    static Axis of(String name, Values values) {
        return new Axis(List.of(name), values.size(), index -> Map.of(name, values.at(index)));
    }

    /** Points that are there already. */
    static Axis of(List<String> names, List<Map<String, Scalar>> rows) {
        return new Axis(names, BigInteger.valueOf(rows.size()), rows::get);
    }
}
