package org.neronet.mum.warden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.neronet.common.wire.CommandSettings;

/** The recipes of the manual as they stand there, so that what users copy is what the tests run. */
record Recipe(Map<String, String> lines) {
    private static final Path MANUAL = Path.of("../docs/manual/clusters.md");
    private static final Pattern LINE = Pattern.compile("(?m)^    (\\w+): (.*)$");
    private static final Pattern LIST = Pattern.compile("(\\w+): \\[([^]]*)]");

    /** The clusters.yaml below that heading. */
    static Recipe of(String heading) {
        var lines = new LinkedHashMap<String, String>();
        var matcher = LINE.matcher(block(heading, "yaml"));
        while (matcher.find()) {
            lines.put(matcher.group(1), matcher.group(2).replaceAll("^'(.*)'$", "$1"));
        }
        return new Recipe(lines);
    }

    /** The text of the first such block below a heading. */
    static String block(String heading, String language) {
        try {
            var manual = Files.readString(MANUAL);
            int at = manual.indexOf("\n```" + language + "\n", manual.indexOf("\n### Recipe: " + heading + "\n"));
            int from = manual.indexOf('\n', at + 1) + 1;
            return manual.substring(from, manual.indexOf("\n```", from) + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With something put at another's place. */
    Recipe with(String key, String value) {
        var changed = new LinkedHashMap<>(lines);
        changed.put(key, value);
        return new Recipe(changed);
    }

    Recipe without(String key) {
        var changed = new LinkedHashMap<>(lines);
        changed.remove(key);
        return new Recipe(changed);
    }

    CommandSettings settings() {
        var texts = new LinkedHashMap<>(lines);
        texts.keySet().removeAll(List.of("ssh_address", "type", "states", "exits", "list_codes"));
        return new CommandSettings(
                texts,
                lists(lines.getOrDefault("states", "")),
                lists(lines.getOrDefault("exits", "")),
                items(lines.getOrDefault("list_codes", "")));
    }

    private static Map<String, List<String>> lists(String flow) {
        var lists = new LinkedHashMap<String, List<String>>();
        var matcher = LIST.matcher(flow);
        while (matcher.find()) {
            lists.put(matcher.group(1), items(matcher.group(2)));
        }
        return lists;
    }

    private static List<String> items(String flow) {
        var items = new ArrayList<String>();
        for (var item : flow.replaceAll("[\\[\\]\"]", "").split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }
}
