package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;

/** Finds the {@code +name} blocks of a file and checks that every key is one. */
final class BlockTree {
    private final Problems problems;

    BlockTree(Problems problems) {
        this.problems = problems;
    }

    Block of(Mapping root) {
        return block(List.of(), root.start(), root.entries(), Map.of());
    }

    private Block block(List<String> path, Mark at, List<Entry> entries, Map<String, Entry> inherited) {
        var own = entries.stream().filter(entry -> !isBlock(entry)).toList();
        checkKeys(own, at);
        var keys = Block.inherit(inherited, own);
        var inner = new ArrayList<Block>();
        entries.stream().filter(BlockTree::isBlock).forEach(entry -> inner.add(inner(path, entry, keys)));
        return new Block(path, at, keys, inner);
    }

    private static boolean isBlock(Entry entry) {
        return entry.name().startsWith("+");
    }

    /** A block that lacks its mark: it holds keys of one, or it is no key that was only misspelt. */
    private static boolean isUnmarked(Entry entry) {
        var known = SpecKeys.known();
        if (known.contains(entry.name()) || !(entry.value() instanceof Mapping map)) {
            return false;
        }
        boolean holdsKeys = map.entries().stream().anyMatch(inner -> known.contains(inner.name()) || isBlock(inner));
        return holdsKeys || Suggestion.nearest(entry.name(), known, 1).isEmpty();
    }

    private void checkKeys(List<Entry> own, Mark at) {
        own.stream().filter(BlockTree::isUnmarked).forEach(entry -> {
            var message = "an experiment's name begins with '+': '+" + entry.name() + ":', not '" + entry.name() + ":'";
            problems.add(entry.key().start(), message, "write +" + entry.name() + ":");
        });
        var rest = own.stream().filter(entry -> !isUnmarked(entry)).toList();
        new YamlFields(new Mapping(rest, false, at, at), problems).allowOnly(SpecKeys.known());
    }

    private Block inner(List<String> outer, Entry entry, Map<String, Entry> inherited) {
        var name = entry.name().substring(1);
        SpecKeys.nameFault("an experiment", name)
                .ifPresent(fault -> problems.add(entry.key().start(), fault, "choose another name, such as +deep"));
        var path = new ArrayList<>(outer);
        path.add(name);
        if (entry.value() instanceof Mapping mapping) {
            return block(path, entry.key().start(), mapping.entries(), inherited);
        }
        if (!entry.value().isNull()) {
            var message = "'" + entry.name() + "' must be a block of keys, or nothing, not "
                    + entry.value().kind();
            problems.add(entry.value().start(), message, entry.name() + ": {parameters: {x: 1}}");
        }
        return block(path, entry.key().start(), List.of(), inherited);
    }
}
