package org.neronet.man.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;

/** Changes the text of a YAML file in one place; everything else stays character for character. */
final class YamlEdit {
    private final YamlSource source;
    private final YamlPlaces places;

    YamlEdit(YamlSource source) {
        this.source = source;
        this.places = new YamlPlaces(source);
    }

    /**
     * The text with this value at that path, where maps that are missing on the way are made.
     *
     * @param value YAML in one line
     * @throws NeronetException (failure) for a file so laid out that something else would change as well
     */
    String set(List<String> path, String value) {
        var wanted = YamlSource.of(source.file(), "value: " + value).root().orElseThrow();
        var tree =
                YamlTree.with(tree(), path, YamlTree.of(wanted.entries().get(0).value()));
        return first(tree, List.of(() -> set(root(), path, value), () -> appended(root(), path, value)));
    }

    private String set(Optional<Mapping> mapping, List<String> path, String value) {
        var entry = mapping.flatMap(m -> m.entry(path.get(0)));
        if (entry.isEmpty()) {
            return places.behindExample(path.get(0))
                    .filter(at -> mapping.equals(root()) && !isFlow(mapping))
                    .map(at -> places.insertLine(at, 0, block(path, value, 0)))
                    .orElseGet(() -> appended(mapping, path, value));
        } else if (path.size() == 1) {
            return places.replace(entry.get(), value);
        }
        return within(mapping.orElseThrow(), entry.get(), path.subList(1, path.size()), value);
    }

    private String within(Mapping parent, Entry entry, List<String> path, String value) {
        if (entry.value() instanceof Mapping inner && !inner.entries().isEmpty()) {
            return set(Optional.of(inner), path, value);
        } else if (entry.value().isNull() || entry.value() instanceof Mapping) {
            return places.fill(parent, entry, flow(path, value));
        }
        throw refusal();
    }

    /** As the last entry of a map. */
    private String appended(Optional<Mapping> mapping, List<String> path, String value) {
        if (mapping.isEmpty()) {
            return places.appendLine(block(path, value, 0));
        }
        boolean isFlow = isFlow(mapping);
        int indent = mapping.get().start().column() - 1;
        return places.append(mapping.get(), isFlow ? flow(path, value) : block(path, value, indent));
    }

    private static boolean isFlow(Optional<Mapping> mapping) {
        return mapping.filter(Mapping::flow).isPresent();
    }

    /** {@code a: {b: value}}. */
    private static String flow(List<String> path, String value) {
        var rest = path.subList(1, path.size());
        return FlowText.of(path.get(0)) + ": " + (rest.isEmpty() ? value : "{" + flow(rest, value) + "}");
    }

    /** The first of several keys on a line of its own, so that more can stand below it. */
    private String block(List<String> path, String value, int indent) {
        if (path.size() == 1) {
            return flow(path, value);
        }
        return FlowText.of(path.get(0)) + ":" + places.lineBreak() + " ".repeat(indent + 2)
                + flow(path.subList(1, path.size()), value);
    }

    /**
     * The text without the entry at that path, which is there.
     *
     * @throws NeronetException (failure) for a file so laid out that something else would change as well
     */
    String remove(List<String> path) {
        var parent = root().orElseThrow();
        for (var key : path.subList(0, path.size() - 1)) {
            parent = (Mapping) parent.entry(key).orElseThrow().value();
        }
        var mapping = parent;
        var entry = parent.entry(path.get(path.size() - 1)).orElseThrow();
        return first(YamlTree.without(tree(), path), List.of(() -> places.cut(mapping, entry)));
    }

    private Optional<Mapping> root() {
        return source.root();
    }

    private Object tree() {
        return root().map(YamlTree::of).orElse(null);
    }

    /** Only what reads back as intended counts: an unusual layout is the user's to edit. */
    private String first(Object tree, List<Supplier<String>> candidates) {
        return candidates.stream()
                .map(Supplier::get)
                .flatMap(text -> Stream.of(text).filter(each -> reads(each, tree)))
                .findFirst()
                .orElseThrow(this::refusal);
    }

    private boolean reads(String text, Object tree) {
        try {
            var read = YamlSource.of(source.file(), text).root().map(YamlTree::of);
            return Objects.equals(read.orElse(null), tree);
        } catch (NeronetException e) {
            return false; // Not YAML any more, which is the answer.
        }
    }

    private NeronetException refusal() {
        return new NeronetException(
                ExitCode.FAILURE,
                "cannot change " + source.file() + " without harm to the rest of it",
                "edit it by hand; neroman config get shows how it is read");
    }
}
