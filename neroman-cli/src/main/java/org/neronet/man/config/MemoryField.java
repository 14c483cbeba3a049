package org.neronet.man.config;

import java.util.Optional;

/** Reads {@code memory:} of a cluster, such as {@code 60GB}. */
final class MemoryField {
    private static final long LEAST = 1_000_000;

    private MemoryField() {}

    /** The bytes; empty when it is not there, or is a problem now. */
    static Optional<Long> read(YamlFields fields, Problems problems) {
        var text = fields.text("memory");
        var bytes = text.flatMap(MemoryField::bytes).filter(amount -> amount >= LEAST);
        if (text.isPresent() && bytes.isEmpty()) {
            problems.add(
                    fields.start("memory"),
                    "memory cannot be '" + text.get() + "'",
                    "an amount from 1MB to 1000TB, such as 60GB or 64GiB");
        }
        return bytes;
    }

    /** Besides what users write, a plain number of bytes, as a changed file has it. */
    private static Optional<Long> bytes(String text) {
        return text.matches("\\d{1,15}") ? Optional.of(Long.valueOf(text)) : Quantity.memory(text);
    }
}
