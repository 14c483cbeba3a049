package org.neronet.man.config;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the user's words as values in one line of her files; addresses and paths stay plain, which she reads best. */
final class FlowText {
    private FlowText() {}

    /** Plain where YAML reads the same text back, else in double quotes. */
    static String of(String text) {
        boolean plain = text.matches("[A-Za-z0-9/$_][A-Za-z0-9/$_.@~-]*") && CoreSchema.value(text) instanceof String;
        return plain ? text : YamlText.quoted(text);
    }

    static String list(List<String> items) {
        return items.stream().map(FlowText::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
