package org.neronet.man.sweep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neronet.common.disk.Sha256;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue.Scalar;

/** Draws the points of a random search: the same seed gives the same points, and a new parameter changes no other's values. */
final class RandomSearch {
    private static final int PATIENCE = 100;

    private final SweepPlan plan;
    private final Map<String, Parameter> parameters;
    private final Problems problems;
    private final Map<String, Random> streams = new LinkedHashMap<>();

    RandomSearch(SweepPlan plan, Map<String, Parameter> parameters, Problems problems) {
        this.plan = plan;
        this.parameters = parameters;
        this.problems = problems;
    }

    /** Drawn at the first look, so that a number over the limit costs nothing. */
    Axis axis() {
        int wanted = plan.random().orElseThrow();
        var drawn = new ArrayList<Map<String, Scalar>>();
        return new Axis(List.copyOf(parameters.keySet()), java.math.BigInteger.valueOf(wanted), index -> {
            if (drawn.isEmpty()) {
                drawn.addAll(draw(wanted));
            }
            return index < drawn.size() ? drawn.get(index) : drawn.get(0);
        });
    }

    private List<Map<String, Scalar>> draw(int wanted) {
        parameters.keySet().forEach(name -> streams.put(name, new Random(seed(name))));
        var rows = new ArrayList<Map<String, Scalar>>();
        var seen = new HashSet<List<String>>();
        for (long tries = 0; rows.size() < wanted && tries < PATIENCE * (wanted + 10L); tries++) {
            var row = row();
            if (seen.add(row.values().stream().map(Scalar::text).toList())) {
                rows.add(row);
            }
        }
        if (rows.size() < wanted) {
            var message = "there are only %,d different points, not %,d".formatted(rows.size(), wanted);
            problems.add(plan.mark(), message, "draw fewer (random: " + rows.size() + "), or use repeat");
        }
        return rows;
    }

    private Map<String, Scalar> row() {
        var row = new LinkedHashMap<String, Scalar>();
        parameters.forEach((name, parameter) -> {
            var random = streams.get(name);
            if (parameter instanceof Parameter.Constant constant) {
                row.put(name, constant.scalar());
            } else if (parameter instanceof Parameter.Random drawn) {
                row.put(name, drawn.drawn().draw(random));
            } else if (parameter instanceof Parameter.Varied list) {
                row.put(name, list.values().at(any(list.values(), random)));
            }
        });
        return row;
    }

    private static int any(Values values, Random random) {
        return random.nextInt(values.size()
                .min(java.math.BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue());
    }

    private long seed(String name) {
        var digest = Sha256.of((plan.seed() + "\n" + name).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(HexFormat.of().parseHex(digest)).getLong();
    }
}
