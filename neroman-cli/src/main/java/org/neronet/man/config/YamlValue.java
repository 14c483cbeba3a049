package org.neronet.man.config;

import java.util.List;
import java.util.Optional;

/** A piece of a YAML file that knows where it stands and, if a scalar, how it was written. */
public sealed interface YamlValue {
    /** Where it begins. */
    Mark start();

    /** Just behind its last character. */
    Mark end();

    /** What users call its kind, for messages. */
    String kind();

    /**
     * A place in the file.
     *
     * @param line from 1
     * @param column from 1, in code points
     * @param index from 0, in code points of the whole text
     */
    record Mark(int line, int column, int index) {}

    /**
     * One value.
     *
     * @param text as written, for a quoted one what the quotes mean
     * @param value Long, BigInteger, Double, Boolean, String or null by the YAML 1.2 core schema
     * @param plain whether it was written without quotes and on the same lines, not as a block
     */
    record Scalar(String text, Object value, boolean plain, Mark start, Mark end) implements YamlValue {
        private static final int LONGEST = 40;

        @Override
        public String kind() {
            if (value == null) {
                return text.isEmpty() ? "nothing" : text;
            }
            if (value instanceof Boolean) {
                return text;
            }
            var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
            return value instanceof Number ? "the number " + shown : "the text '" + shown + "'";
        }
    }

    /** A list. */
    record Sequence(List<YamlValue> items, boolean flow, Mark start, Mark end) implements YamlValue {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with values, in file order, every key once. */
    record Mapping(List<Entry> entries, boolean flow, Mark start, Mark end) implements YamlValue {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
        }

        @Override
        public String kind() {
            return "a map of keys and values";
        }
    }

    /** One key and its value. */
    record Entry(Scalar key, YamlValue value) {
        public String name() {
            return key.text();
        }
    }

    /** Whether nothing is written there, or {@code null} or {@code ~}. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }
}
