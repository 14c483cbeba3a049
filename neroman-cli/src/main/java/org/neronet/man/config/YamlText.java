package org.neronet.man.config;

import java.util.List;
import java.util.stream.Collectors;
import org.neronet.common.json.Json;

/** Writes values as YAML in one line. */
final class YamlText {
    private YamlText() {}

    /** Plain where YAML reads the same text back, else in double quotes, whose escapes YAML and JSON share. */
    static String quoted(String text) {
        boolean plain = text.matches("[A-Za-z0-9/$_][A-Za-z0-9/$_.@~-]*") && CoreSchema.value(text) instanceof String;
        return plain ? text : Json.write(text);
    }

    static String list(List<String> items) {
        return items.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "[", "]"));
    }
}
