package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;

/**
 * One {@code +name} block, or the file's top level, with everything it inherits.
 *
 * @param path the names of the blocks around it and its own; empty for the top level
 * @param at where it begins
 * @param keys its effective keys, the inherited ones first
 * @param inner the blocks inside it
 */
record Block(List<String> path, Mark at, Map<String, Entry> keys, List<Block> inner) {
    Block {
        path = List.copyOf(path);
        inner = List.copyOf(inner);
    }

    /** All keys as one map, for typed access. */
    Mapping mapping() {
        return new Mapping(List.copyOf(keys.values()), false, at, at);
    }

    /** The blocks that are experiments, in file order: this one, if it counts, before those inside it. */
    List<Block> experiments() {
        var all = new ArrayList<Block>();
        if (!path.isEmpty() || inner.isEmpty()) {
            all.add(this);
        }
        inner.forEach(block -> all.addAll(block.experiments()));
        return all;
    }

    /** The outer keys under the block's own: own ones win, and some maps are merged key by key. */
    static Map<String, Entry> inherit(Map<String, Entry> outer, List<Entry> own) {
        var keys = new LinkedHashMap<>(outer);
        var names = own.stream().map(Entry::name).toList();
        if (names.contains(SpecKeys.COMMAND)) {
            keys.remove(SpecKeys.PREFIX);
            keys.remove(SpecKeys.MAIN_FILE);
            SpecKeys.FORMATS.forEach(keys::remove);
        } else if (names.contains(SpecKeys.PREFIX) || names.stream().anyMatch(SpecKeys.FORMATS::contains)) {
            keys.remove(SpecKeys.COMMAND);
        }
        if (names.stream().anyMatch(SpecKeys.FORMATS::contains)) {
            SpecKeys.FORMATS.forEach(keys::remove);
        }
        own.forEach(entry -> keys.merge(entry.name(), entry, Block::override));
        return keys;
    }

    private static Entry override(Entry outer, Entry own) {
        if (!SpecKeys.MERGED.contains(own.name()) || !(outer.value() instanceof Mapping below)) {
            return own;
        }
        if (own.value().isNull()) {
            return outer;
        }
        return own.value() instanceof Mapping above ? new Entry(own.key(), merge(below, above)) : own;
    }

    private static YamlValue merge(Mapping outer, Mapping own) {
        var merged = new LinkedHashMap<String, Entry>();
        outer.entries().forEach(entry -> merged.put(entry.name(), entry));
        own.entries().forEach(entry -> merged.put(entry.name(), entry));
        return new Mapping(List.copyOf(merged.values()), own.flow(), own.start(), own.end());
    }
}
