package org.neronet.man.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Turns words of the command line into YAML in one line, and YAML into plain values. */
final class SettingValue {
    private SettingValue() {}

    /** @throws NeronetException (usage) for what cannot be a value of the key */
    static String yaml(SettingKey key, List<String> words) {
        if (key.kind() == SettingKey.Kind.LIST && words.size() > 1) {
            return FlowText.list(words);
        } else if (words.size() != 1) {
            throw fault(key, words, "one value is needed, not " + words.size() + "; quote what belongs together");
        }
        var word = words.get(0);
        if (word.isBlank()) {
            throw new NeronetException(
                    ExitCode.USAGE, key.name() + " cannot be empty", "neroman config unset " + key.name());
        }
        boolean isText = key.kind() == SettingKey.Kind.TEXT
                || key.kind() == SettingKey.Kind.LIST && !word.strip().startsWith("[");
        return isText ? FlowText.of(word) : asTyped(key, word.strip());
    }

    private static String asTyped(SettingKey key, String word) {
        var value = parsed(key, word);
        boolean isText = value instanceof Scalar scalar && scalar.value() instanceof String;
        return isText ? FlowText.of(word) : word;
    }

    private static YamlValue parsed(SettingKey key, String word) {
        try {
            var entries = YamlSource.of(key.name(), "value: " + word)
                    .root()
                    .orElseThrow()
                    .entries();
            if (entries.size() == 1) {
                return entries.get(0).value();
            }
        } catch (NeronetException e) {
            throw fault(key, List.of(word), "that is not YAML in one line");
        }
        throw fault(key, List.of(word), "that is more than one value");
    }

    /** Says the key, what was wanted and got, and an example. */
    static NeronetException fault(SettingKey key, List<String> words, String why) {
        return new NeronetException(
                ExitCode.USAGE, key.name() + " cannot be '" + String.join(" ", words) + "': " + why, key.example());
    }

    /** Texts, numbers, truth values, lists and maps. */
    static Object plain(YamlValue value) {
        if (value instanceof Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> map.put(entry.name(), plain(entry.value())));
            return map;
        } else if (value instanceof Sequence sequence) {
            return sequence.items().stream().map(SettingValue::plain).toList();
        }
        return ((Scalar) value).value();
    }
}
