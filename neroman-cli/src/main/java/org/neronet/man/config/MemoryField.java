package org.neronet.man.config;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code memory:} of a cluster, such as {@code 60GB}. */
final class MemoryField {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(?:([KMGT])(i?)B?)?");
    private static final BigInteger LEAST = BigInteger.valueOf(1_000_000);
    private static final BigInteger MOST = BigInteger.valueOf(1_000_000_000_000_000L);

    private MemoryField() {}

    /** The bytes; empty when it is not there, or is a problem now. */
    static Optional<Long> read(YamlFields fields, Problems problems) {
        var text = fields.text("memory");
        var bytes = text.flatMap(MemoryField::bytes);
        if (text.isPresent() && bytes.isEmpty()) {
            problems.add(
                    fields.start("memory"),
                    "memory cannot be '" + text.get() + "'",
                    "a whole number with K, M, G or T (or MB, MiB, …), from 1MB to 1000TB, such as 60GB");
        }
        return bytes;
    }

    /** A plain number is bytes; K, M, G and T are powers of 1000, and of 1024 with an {@code i}. Pure. */
    static Optional<Long> bytes(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int power = form.group(2) == null ? 0 : "KMGT".indexOf(form.group(2)) + 1;
        long base = "i".equals(form.group(3)) ? 1024 : 1000;
        var bytes =
                new BigInteger(form.group(1)).multiply(BigInteger.valueOf(base).pow(power));
        return bytes.compareTo(LEAST) < 0 || bytes.compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(bytes.longValueExact());
    }
}
