package org.neronet.common.metric;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** The scalars in the payloads of one event file. A payload that is not what it should be says nothing. */
final class EventPayload {
    private static final String SCALARS = "scalars";

    /** Tags whose tensors are scalars: the plugin is named only with the first one. */
    private final Set<String> scalars = new HashSet<>();

    void read(ByteBuffer event, Consumer<Reading> out) {
        try {
            var fields = new Fields();
            Protobuf.walk(event, fields);
            for (var summary : fields.summaries) {
                Protobuf.walk(
                        summary,
                        (number, value) -> value.message()
                                .filter(message -> number == 1)
                                .ifPresent(message -> value(message, fields.step, out)));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // Its check sum was right, so it is of another kind: an event need not be one of these.
            return;
        }
    }

    private void value(ByteBuffer message, long step, Consumer<Reading> out) {
        var tag = new StringBuilder();
        var simple = new double[] {0, 0};
        var tensors = new ArrayList<ByteBuffer>();
        var plugins = new ArrayList<String>();
        Protobuf.walk(message, (number, value) -> {
            switch (number) {
                case 1 -> value.message().ifPresent(text -> tag.append(StandardCharsets.UTF_8.decode(text)));
                case 2 -> {
                    simple[0] = 1;
                    simple[1] = Float.intBitsToFloat((int) value.number());
                }
                case 8 -> value.message().ifPresent(tensors::add);
                case 9 -> value.message().ifPresent(metadata -> plugins.addAll(plugins(metadata)));
                default -> {}
            }
        });
        var name = tag.toString();
        var x = OptionalDouble.of(step);
        if (simple[0] > 0) {
            out.accept(new Reading.Value(name, x, simple[1]));
        } else if (!tensors.isEmpty() && isScalar(name, plugins)) {
            Tensor.scalar(tensors.get(0)).ifPresent(number -> out.accept(new Reading.Value(name, x, number)));
        }
    }

    private boolean isScalar(String name, List<String> plugins) {
        if (plugins.contains(SCALARS) && scalars.size() < OutputReader.MAX_METRICS) {
            scalars.add(name);
        }
        return plugins.isEmpty() ? scalars.contains(name) : plugins.contains(SCALARS);
    }

    private static List<String> plugins(ByteBuffer metadata) {
        var names = new ArrayList<String>();
        Protobuf.walk(
                metadata,
                (number, value) -> value.message()
                        .filter(data -> number == 1)
                        .ifPresent(data -> Protobuf.walk(
                                data,
                                (field, name) -> name.message()
                                        .filter(text -> field == 1)
                                        .ifPresent(text -> names.add(StandardCharsets.UTF_8
                                                .decode(text)
                                                .toString())))));
        return names;
    }

    /** Step and summaries of one event. */
    private static final class Fields implements Protobuf.Visitor {
        private final List<ByteBuffer> summaries = new ArrayList<>();
        private long step;

        @Override
        public void field(int number, Protobuf.Value value) {
            if (number == 2) {
                step = value.number();
            } else if (number == 5) {
                value.message().ifPresent(summaries::add);
            }
        }
    }
}
