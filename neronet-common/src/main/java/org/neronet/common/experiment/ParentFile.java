package org.neronet.common.experiment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of {@code name=value} lines that the parent script wrote: {@code start} (host, time, program, parent, job,
 * restart) or {@code exit} (code, time, signalled).
 */
public record ParentFile(Map<String, String> fields) {
    public ParentFile {
        fields = Map.copyOf(fields);
    }

    /** Lines without {@code =} are passed over. */
    public static ParentFile parse(String text) {
        var fields = new LinkedHashMap<String, String>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new ParentFile(fields);
    }

    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    public Optional<Long> number(String name) {
        return field(name).filter(value -> value.matches("\\d{1,18}")).map(Long::valueOf);
    }

    /** The field {@code time}, seconds since 1970 with or without a fraction. */
    public Optional<Instant> time() {
        return field("time").filter(t -> t.matches("\\d{1,12}(\\.\\d{1,9})?")).map(ParentFile::instant);
    }

    private static Instant instant(String seconds) {
        int dot = seconds.indexOf('.');
        if (dot < 0) {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        }
        var nanos = (seconds.substring(dot + 1) + "000000000").substring(0, 9);
        return Instant.ofEpochSecond(Long.parseLong(seconds.substring(0, dot)), Long.parseLong(nanos));
    }
}
