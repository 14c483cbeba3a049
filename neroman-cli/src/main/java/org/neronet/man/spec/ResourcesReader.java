package org.neronet.man.spec;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.experiment.Pack;
import org.neronet.common.experiment.Resources;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Quantity;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Mapping;

/** Reads {@code resources:}. */
final class ResourcesReader {
    private static final Set<String> KEYS =
            Set.of("cpus", "gpus", "memory", "time", "min_disk", "min_memory", "pack", "slots");
    private static final int MANY = 100_000;
    private static final int LONGEST_MEANT = 40;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Problems problems;

    ResourcesReader(Problems problems) {
        this.problems = problems;
    }

    Resources read(Mapping mapping) {
        var fields = new YamlFields(mapping, problems);
        fields.allowOnly(KEYS);
        return new Resources(
                fields.integer("cpus", 1, MANY).orElse(1),
                fields.integer("gpus", 0, MANY).orElse(0),
                size("memory", fields),
                time(fields),
                size("min_disk", fields),
                size("min_memory", fields),
                pack(fields));
    }

    private Optional<Pack> pack(YamlFields fields) {
        var members = members(fields);
        var slots = fields.integer("slots", 1, Pack.MOST);
        if (slots.isPresent() && fields.value("pack").isEmpty()) {
            var message = "slots says how many of a pack run at a time, but there is no pack";
            problems.add(fields.start("slots"), message, "add pack: N or pack: auto, or remove slots");
        }
        return fields.value("pack").isPresent() ? Optional.of(new Pack(members, slots)) : Optional.empty();
    }

    private Optional<Integer> members(YamlFields fields) {
        var text = fields.text("pack").filter(said -> !said.equals(Pack.AUTO));
        var number = text.filter(said -> said.matches("0*[1-9]\\d{0,3}"))
                .map(Integer::valueOf)
                .filter(n -> n <= Pack.MOST);
        if (text.isPresent() && number.isEmpty()) {
            var message = "pack cannot be '" + text.get() + "'";
            problems.add(fields.start("pack"), message, "how many share a job, 2 to " + Pack.MOST + ", or auto");
        }
        return number;
    }

    private static Optional<Long> memory(String text) {
        return Quantity.memory(text).filter(bytes -> bytes >= 1_000_000);
    }

    private static Optional<Duration> time(String text) {
        return Quantity.time(text).filter(time -> time.toSeconds() >= 1 && time.compareTo(LONGEST) <= 0);
    }

    private Optional<Long> size(String key, YamlFields fields) {
        var text = fields.text(key);
        var bytes = text.flatMap(ResourcesReader::memory);
        if (text.isPresent() && bytes.isEmpty()) {
            var message = key + " cannot be '" + text.get() + "'";
            var fix = "a number with K, M, G or T (or MB, MiB, …), from 1MB to 1000TB, without blanks, such as 8GB";
            problems.add(fields.start(key), message + meant("memory", text.get()), fix);
        }
        return bytes;
    }

    private Optional<Duration> time(YamlFields fields) {
        var text = fields.text("time");
        var time = text.flatMap(ResourcesReader::time);
        if (text.isPresent() && time.isEmpty()) {
            var unclear = text.get().matches("\\d+:\\d+");
            var message = unclear
                    ? "time '" + text.get() + "' may be hours and minutes or minutes and seconds"
                    : "time cannot be '" + text.get() + "'";
            problems.add(
                    fields.start("time"),
                    message + meant("time", text.get()),
                    "such as 90s, 30m, 4h, 1h30m, 2d or 01:30:00");
        }
        return time;
    }

    /** Blanks, capitals and long words are what users mostly get wrong. */
    private static String meant(String key, String text) {
        if (text.length() > LONGEST_MEANT) {
            return "";
        }
        var plain = text.replaceAll("\\s", "");
        var wish = key.equals("memory")
                ? plain.replaceFirst("(?i)([kmgt])(i?)(?:b|bytes?)?$", "$1$2B").replaceFirst("(?i)ib$", "iB")
                : plain.toLowerCase(Locale.ROOT).replaceAll("(\\d)(d|h|m|s)[a-z]*", "$1$2");
        boolean fits =
                key.equals("memory") ? memory(wish).isPresent() : time(wish).isPresent();
        return fits && !wish.equals(text) ? "; did you mean '" + wish + "'?" : "";
    }
}
