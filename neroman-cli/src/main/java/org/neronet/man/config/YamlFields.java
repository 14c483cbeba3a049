package org.neronet.man.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Typed access to the keys of one map; what is wrong becomes a problem and counts as not written. */
public final class YamlFields {
    /** What YAML 1.1 read as false. */
    private static final Set<String> NO = Set.of("no", "off", "n");

    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("parameters", "{lr: [0.1, 0.01], layers: 2}"),
            Map.entry("resources", "{cpus: 2, memory: 8GB, time: 4h}"),
            Map.entry("env", "{OMP_NUM_THREADS: 4}"),
            Map.entry("setup", "[module load anaconda]"),
            Map.entry("metrics", "[val_loss, acc]"),
            Map.entry("outputs", "[\"*.json\", \"model/*\"]"),
            Map.entry("sbatch_args", "--qos=long --mail-type=NONE"),
            Map.entry("qsub_args", "-P nlp -q long.q"),
            Map.entry("collection", "lang"),
            Map.entry("memory", "8GB"),
            Map.entry("time", "4h"),
            Map.entry("gpus", "1"),
            Map.entry(
                    "conditions", "{too_high: {variablename: val_loss, comparator: gt, killvalue: 50, action: kill}}"),
            Map.entry("plot", "{curve: my_plots draw curve.png val_loss}"),
            Map.entry("clusters", "{triton: {ssh_address: triton.example.org, type: slurm}}"),
            Map.entry("groups", "{gpu: [gpu1, gpu2]}"));

    private final Mapping mapping;
    private final Problems problems;

    public YamlFields(Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** Reports every key that is not among these, with the nearest that is. */
    public void allowOnly(Collection<String> known) {
        for (var entry : mapping.entries()) {
            if (!known.contains(entry.name())) {
                unknown(entry.key(), known);
            }
        }
    }

    private void unknown(Scalar key, Collection<String> known) {
        if (key.text().equals("<<")) {
            problems.add(key.start(), "'<<' merges nothing: YAML 1.2 has no such key", "write the keys out");
            return;
        }
        var near = Suggestion.nearest(key.text(), known, 1);
        var fix = near.isEmpty()
                ? "known keys: " + String.join(", ", new TreeSet<>(known))
                : "write " + near.get(0) + ":";
        problems.add(key.start(), "unknown key '" + key.text() + "'" + Suggestion.text(key.text(), known), fix);
    }

    /** A value that is written and not null. */
    public Optional<YamlValue> value(String key) {
        return mapping.entry(key).map(YamlValue.Entry::value).filter(value -> !value.isNull());
    }

    /** The text of a single value, numbers as they are written. */
    public Optional<String> text(String key) {
        return value(key).flatMap(value -> text(key, value, "one text"));
    }

    private Optional<String> text(String key, YamlValue value, String wanted) {
        if (!(value instanceof Scalar scalar)) {
            wrong(key, value, wanted);
            return Optional.empty();
        }
        if (scalar.text().indexOf('\0') >= 0) {
            problems.add(value.start(), "'" + key + "' has a NUL character", "remove it");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    /** One of some words. */
    public Optional<String> oneOf(String key, Collection<String> words) {
        var text = text(key);
        if (text.isPresent() && !words.contains(text.get())) {
            var message = "'%s' cannot be '%s'%s".formatted(key, text.get(), Suggestion.text(text.get(), words));
            problems.add(start(key), message, "one of: " + String.join(", ", words));
            return Optional.empty();
        }
        return text;
    }

    /** A whole number from {@code min} to {@code max}. */
    public Optional<Integer> integer(String key, int min, int max) {
        var value = value(key);
        if (value.isPresent()) {
            if (value.get() instanceof Scalar s && s.value() instanceof Long n && n >= min && n <= max) {
                return Optional.of(n.intValue());
            }
            wrong(key, value.get(), "a whole number from " + min + " to " + max);
        }
        return Optional.empty();
    }

    public Optional<Boolean> bool(String key) {
        var value = value(key);
        if (value.isPresent()) {
            if (value.get() instanceof Scalar s && s.value() instanceof Boolean b) {
                return Optional.of(b);
            }
            wrong(key, value.get(), "true or false");
        }
        return Optional.empty();
    }

    /** A list of texts; a single text counts as a list of one. */
    public List<String> texts(String key) {
        var value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Sequence sequence)) {
            return text(key, value.get(), "one text or a list of texts").stream()
                    .toList();
        }
        var texts = new ArrayList<String>();
        for (var item : sequence.items()) {
            text(key, item, "a list of texts, here one text").ifPresent(texts::add);
        }
        return texts;
    }

    /** Words for a command line: a text split by the shell's rules, or a list that is taken as it is. */
    public List<String> words(String key) {
        if (!(value(key).orElse(null) instanceof Scalar)) {
            return texts(key);
        }
        try {
            return PosixWords.texts(text(key).orElse(""));
        } catch (IllegalArgumentException e) {
            problems.add(start(key), "'" + key + "': " + e.getMessage(), "close the quote, or write a list of words");
            return List.of();
        }
    }

    /** A nested map. */
    public Optional<Mapping> map(String key) {
        var value = value(key);
        if (value.isPresent() && !(value.get() instanceof Mapping)) {
            wrong(key, value.get(), "a map of keys and values");
        }
        return value.filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    /** Where the value of a key begins, or the map when the key is not there. */
    public YamlValue.Mark start(String key) {
        return mapping.entry(key).map(entry -> entry.value().start()).orElse(mapping.start());
    }

    private void wrong(String key, YamlValue value, String wanted) {
        var message = "'" + key + "' must be " + wanted + ", not " + value.kind();
        problems.add(value.start(), message, key + ": " + example(key, wanted, value));
    }

    private static String example(String key, String wanted, YamlValue value) {
        if (EXAMPLES.containsKey(key)) {
            return EXAMPLES.get(key);
        } else if (wanted.startsWith("a whole number")) {
            return "4";
        } else if (wanted.startsWith("a map")) {
            return "{name: value}";
        } else if (wanted.startsWith("true")) {
            boolean no =
                    value instanceof Scalar scalar && NO.contains(scalar.text().toLowerCase(Locale.ROOT));
            return no ? "false" : "true";
        }
        return wanted.contains("list") ? "[text, text]" : "text";
    }
}
