package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** {@code trainer_state.json} of the Hugging Face Trainer: its {@code log_history}, training and evaluation in turn. */
public final class TrainerStateReader implements SnapshotMetricReader {
    private static final String HISTORY = "log_history";

    @Override
    public String name() {
        return "trainer-state";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        var file = new Head(path, head);
        return file.line().startsWith("{")
                && (file.isNamed("trainer_state.json") || file.contains('"' + HISTORY + '"'));
    }

    @Override
    public Optional<List<Reading>> read(byte[] content, FileOptions options) {
        var readings = new ArrayList<Reading>();
        var row = new NumberRow();
        var text = new String(content, StandardCharsets.UTF_8);
        boolean whole = JsonWalk.walk(text, new Entries(row, () -> {
            readings.addAll(row.readings(options.step()));
            row.clear();
        }));
        return whole ? Optional.of(withoutRepeats(readings)) : Optional.empty();
    }

    /** Training and evaluation at one step both say its epoch. */
    private static List<Reading> withoutRepeats(List<Reading> readings) {
        var epochs = new HashSet<Reading>();
        return readings.stream()
                .filter(reading ->
                        !(reading instanceof Reading.Value value && value.name().equals("epoch"))
                                || epochs.add(reading))
                .toList();
    }

    /** Puts the numbers of each entry of the history into the row. */
    private record Entries(NumberRow row, Runnable end) implements JsonWalk.Visitor {
        @Override
        public void number(String path, boolean inList, double value) {
            if (path.startsWith(HISTORY + "/")) {
                row.number(path.substring(HISTORY.length() + 1), inList, value);
            }
        }

        @Override
        public void endObject(String path, boolean inList) {
            if (inList && path.equals(HISTORY)) {
                end.run();
            }
        }
    }
}
