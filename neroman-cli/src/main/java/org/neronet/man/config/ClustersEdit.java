package org.neronet.man.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;

/** Changes the text of {@code clusters.yaml} in one place; everything else stays character for character. */
final class ClustersEdit {
    private final YamlSource source;
    private final String text;

    ClustersEdit(YamlSource source) {
        this.source = source;
        this.text = source.text();
    }

    /** The text with one cluster more, as the last entry. */
    String add(Cluster cluster) {
        var root = source.root();
        var clusters = root.flatMap(r -> r.entry("clusters"));
        if (clusters.isEmpty()) {
            return addSection(root, cluster);
        }
        if (clusters.get().value() instanceof Mapping mapping
                && !mapping.entries().isEmpty()) {
            return addEntry(mapping, line(cluster));
        }
        return fillEmpty(root.get(), clusters.get(), line(cluster));
    }

    private String addSection(Optional<Mapping> root, Cluster cluster) {
        if (root.isPresent() && root.get().flow()) {
            return addEntry(root.get(), "clusters: {" + line(cluster) + "}");
        }
        var separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return text + separator + "clusters:\n  " + line(cluster) + "\n";
    }

    private String addEntry(Mapping mapping, String entry) {
        var last = mapping.entries().isEmpty()
                ? Optional.<Entry>empty()
                : Optional.of(mapping.entries().get(mapping.entries().size() - 1));
        if (mapping.flow()) {
            int at = last.map(e -> source.offset(endOf(e))).orElse(source.offset(mapping.start()) + 1);
            return insert(at, (last.isPresent() ? ", " : "") + entry);
        }
        int lineEnd = lineEnd(source.offset(endOf(last.orElseThrow())));
        return insert(lineEnd, "\n" + " ".repeat(mapping.start().column() - 1) + entry);
    }

    /** {@code clusters:} with nothing, {@code null} or {@code {}} behind it. */
    private String fillEmpty(Mapping root, Entry clusters, String entry) {
        int from = source.offset(clusters.value().start());
        int to = source.offset(clusters.value().end());
        if (root.flow() || from < to) {
            return text.substring(0, from) + (root.flow() && from == to ? " " : "") + "{" + entry + "}"
                    + text.substring(to);
        }
        int keyEnd = source.offset(clusters.key().end());
        return insert(lineEnd(keyEnd), "\n" + " ".repeat(clusters.key().start().column() + 1) + entry);
    }

    /** The text without a cluster, and without the line that makes it the default. */
    String remove(String name) {
        var root = source.root().orElseThrow();
        var mapping = (Mapping) root.entry("clusters").orElseThrow().value();
        var without = cut(text, mapping, mapping.entry(name).orElseThrow());
        var defaultCluster = root.entry("default_cluster")
                .filter(entry ->
                        entry.value() instanceof YamlValue.Scalar s && s.text().equals(name));
        if (defaultCluster.isEmpty()) {
            return without;
        }
        var edited = YamlSource.of(source.file(), without);
        var newRoot = edited.root().orElseThrow();
        return new ClustersEdit(edited)
                .cut(without, newRoot, newRoot.entry("default_cluster").orElseThrow());
    }

    private String cut(String from, Mapping mapping, Entry entry) {
        int start = source.offset(entry.key().start());
        int end = source.offset(endOf(entry));
        if (!mapping.flow()) {
            int lineStart = from.lastIndexOf('\n', start - 1) + 1;
            int next = lineEnd(end);
            return from.substring(0, lineStart) + from.substring(Math.min(next + 1, from.length()));
        }
        int index = mapping.entries().indexOf(entry);
        if (index + 1 < mapping.entries().size()) {
            end = source.offset(mapping.entries().get(index + 1).key().start());
        } else if (index > 0) {
            start = source.offset(endOf(mapping.entries().get(index - 1)));
        }
        return from.substring(0, start) + from.substring(end);
    }

    private static Mark endOf(Entry entry) {
        boolean nothing = entry.value().start().index() == entry.value().end().index();
        return nothing ? entry.key().end() : entry.value().end();
    }

    private int lineEnd(int from) {
        // A block scalar ends behind its last line break already.
        int at = from > 0 && text.charAt(from - 1) == '\n' ? from - 1 : from;
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private String insert(int at, String what) {
        return text.substring(0, at) + what + text.substring(at);
    }

    /** A cluster as one line of YAML. */
    static String line(Cluster cluster) {
        var settings = cluster.settings();
        var fields = new ArrayList<String>();
        cluster.sshAddress().ifPresent(address -> fields.add("ssh_address: " + quoted(address)));
        fields.add("type: " + cluster.type());
        settings.workdir().ifPresent(folder -> fields.add("workdir: " + quoted(folder)));
        settings.slots().ifPresent(slots -> fields.add("slots: " + slots));
        list(fields, "sbatch_args", settings.sbatchArgs());
        list(fields, "setup", settings.setup());
        settings.kidAddress().ifPresent(address -> fields.add("kid_address: " + quoted(address)));
        cluster.java().ifPresent(java -> fields.add("java: " + quoted(java)));
        cluster.transport().ifPresent(transport -> fields.add("transport: " + transport));
        return quoted(cluster.name()) + ": {" + String.join(", ", fields) + "}";
    }

    private static void list(List<String> fields, String key, List<String> items) {
        if (!items.isEmpty()) {
            fields.add(key + ": ["
                    + String.join(", ", items.stream().map(ClustersEdit::quoted).toList()) + "]");
        }
    }

    /** Plain where YAML reads the same text back, else in double quotes, whose escapes YAML and JSON share. */
    private static String quoted(String text) {
        boolean plain = text.matches("[A-Za-z0-9/$_][A-Za-z0-9/$_.@~-]*") && CoreSchema.value(text) instanceof String;
        return plain ? text : Json.write(text);
    }
}
