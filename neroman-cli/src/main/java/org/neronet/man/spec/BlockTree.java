package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;

/** Finds the {@code +name} blocks of a file and checks that every key is one. */
final class BlockTree {
    /** What other programs call the parent of a block. */
    private static final Set<String> INHERITING =
            Set.of("inherit", "inherits", "extend", "extends", "parent", "parents");

    private static final int MOST_INHERITED = 300_000;

    private final Problems problems;
    private int passedOn;

    BlockTree(Problems problems) {
        this.problems = problems;
    }

    Block of(Mapping root) {
        var tree = block(List.of(), root.start(), root.entries(), Map.of());
        warnOfTwins(tree.experiments());
        return tree;
    }

    /** Some disks, and some eyes, do not tell capitals from small letters. */
    private void warnOfTwins(List<Block> blocks) {
        var seen = new HashMap<String, Block>();
        for (var block : blocks) {
            var twin = seen.putIfAbsent(name(block).toLowerCase(Locale.ROOT), block);
            if (twin != null && !name(twin).equals(name(block))) {
                var message = "'%s' and '%s' of line %d differ only in capitals"
                        .formatted(name(block), name(twin), twin.at().line());
                problems.warn(block.at(), message, "give one of them another name");
            }
        }
    }

    private static String name(Block block) {
        return "+" + String.join(" +", block.path());
    }

    private Block block(List<String> path, Mark at, List<Entry> entries, Map<String, Entry> inherited) {
        var own = entries.stream().filter(entry -> !isBlock(entry)).toList();
        checkKeys(own, at);
        var keys = Block.inherit(inherited, own);
        count(keys, at);
        var inner = new ArrayList<Block>();
        entries.stream().filter(BlockTree::isBlock).forEach(entry -> inner.add(inner(path, entry, keys)));
        return new Block(path, at, keys, inner);
    }

    /** Each block has all that it inherits; thousands of both would fill the memory before anybody looks at a sweep. */
    private void count(Map<String, Entry> keys, Mark at) {
        SpecKeys.MERGED.stream()
                .map(keys::get)
                .filter(entry -> entry != null && entry.value() instanceof Mapping)
                .forEach(
                        entry -> passedOn += ((Mapping) entry.value()).entries().size());
        if (passedOn > MOST_INHERITED) {
            problems.add(at, "the blocks inherit more than 300,000 parameters in all", "write fewer around the blocks");
            problems.throwIfAny();
        }
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
        if (INHERITING.contains(entry.name())) {
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
        own.stream().filter(entry -> INHERITING.contains(entry.name())).forEach(entry -> {
            var message =
                    "unknown key '" + entry.name() + "': a '+' block inherits from the block around it, and only so";
            problems.add(entry.key().start(), message, "put it inside the block from which it is to inherit");
        });
        var rest = own.stream()
                .filter(entry -> !isUnmarked(entry) && !INHERITING.contains(entry.name()))
                .toList();
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
