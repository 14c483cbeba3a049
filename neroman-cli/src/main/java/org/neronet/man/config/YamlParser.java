package org.neronet.man.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Builds values from SnakeYAML's events: no tags, one document, limited depth, aliases and size. What does not keep it from
 * reading on is noted; a fault of the syntax or of size ends it. Used once.
 */
final class YamlParser {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_EXPANDED = 100_000;

    private final YamlSource source;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private Iterator<Event> events;
    private Mark behind = new Mark(1, 1, 0);
    private int aliases;
    private int depth;
    private long expanded;

    /** What an anchor stands for, and how many values that is. */
    private record Anchored(YamlValue value, long size) {}

    YamlParser(YamlSource source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    Optional<YamlValue> parse() {
        StrictText.otherBreak(source).ifPresent(problem -> {
            throw problem.asException();
        });
        try {
            var options = new LoaderOptions();
            options.setCodePointLimit(YamlSource.MAX_BYTES + 1);
            events = new Yaml(options)
                    .parse(new java.io.StringReader(source.text()))
                    .iterator();
            return document();
        } catch (YAMLException | IllegalArgumentException e) {
            // The second, because the library reads the number of an escape without looking whether there is one.
            throw problems.fatal(YamlFault.of(source, e, behind));
        }
    }

    private Event next() {
        var event = events.next();
        behind = end(event);
        return event;
    }

    private Optional<YamlValue> document() {
        Optional<YamlValue> root = Optional.empty();
        int documents = 0;
        while (events.hasNext()) {
            var event = next();
            if (event.is(Event.ID.DocumentStart) && ++documents > 1) {
                throw fault(start(event), "a second document begins here", "keep one document in the file");
            } else if (event instanceof NodeEvent) {
                root = Optional.of(value(event));
            }
        }
        return root;
    }

    private YamlValue value(Event event) {
        if (++expanded > MAX_EXPANDED) {
            throw fault(start(event), "more than 100,000 values", "make the file smaller");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        var anchor = ((NodeEvent) event).getAnchor();
        boolean opened = anchor != null && open.add(anchor);
        long before = expanded;
        var value = plainValue(event);
        if (opened) {
            open.remove(anchor);
        }
        if (anchor != null) {
            anchors.put(anchor, new Anchored(value, expanded - before + 1));
        }
        return value;
    }

    private YamlValue plainValue(Event event) {
        if (event instanceof ScalarEvent scalar) {
            checkTag(event, scalar.getTag());
            return scalar(scalar);
        } else if (event instanceof SequenceStartEvent sequence) {
            checkTag(event, sequence.getTag());
            return nested(event, () -> sequence(sequence));
        }
        var mapping = (MappingStartEvent) event;
        checkTag(event, mapping.getTag());
        return nested(event, () -> mapping(mapping));
    }

    private YamlValue alias(AliasEvent alias) {
        if (++aliases > MAX_ALIASES) {
            throw fault(start(alias), "more than 50 aliases", "write the values out");
        }
        var target = anchors.get(alias.getAnchor());
        if (target == null || open.contains(alias.getAnchor())) {
            unknown(alias);
            return new Scalar("", null, true, start(alias), end(alias));
        }
        expanded += target.size();
        if (expanded > MAX_EXPANDED) {
            throw fault(start(alias), "aliases expand to more than 100,000 values", "write the values out");
        }
        return at(target.value(), start(alias), end(alias));
    }

    private void unknown(AliasEvent alias) {
        var name = alias.getAnchor();
        if (open.contains(name)) {
            var message = "'*" + name + "' stands within '&" + name + "', which would hold itself";
            problems.add(start(alias), message, "write the values out; a '+' block inherits from the one around it");
        } else {
            var message = "no '&" + name + "' stands before this alias" + Suggestion.text(name, anchors.keySet());
            problems.add(start(alias), message, "write &" + name + " before the value that is meant, further up");
        }
    }

    /** The anchored value, standing where the alias stands. */
    private static YamlValue at(YamlValue value, Mark start, Mark end) {
        if (value instanceof Scalar s) {
            return new Scalar(s.text(), s.value(), s.plain(), start, end);
        } else if (value instanceof Sequence s) {
            return new Sequence(s.items(), s.flow(), start, end);
        }
        var mapping = (Mapping) value;
        return new Mapping(mapping.entries(), mapping.flow(), start, end);
    }

    private YamlValue nested(Event event, java.util.function.Supplier<YamlValue> inner) {
        if (++depth > MAX_DEPTH) {
            throw fault(start(event), "nested deeper than 50 levels", "make the file flatter");
        }
        var value = inner.get();
        depth--;
        return value;
    }

    private void checkTag(Event event, String tag) {
        if (tag != null) {
            problems.add(start(event), "tags such as '" + shown(tag) + "' are not allowed", "remove the tag");
        }
    }

    private static String shown(String tag) {
        return tag.startsWith("tag:yaml.org,2002:") ? "!!" + tag.substring("tag:yaml.org,2002:".length()) : tag;
    }

    private Scalar scalar(ScalarEvent event) {
        if (StrictText.hasHalfCharacter(event.getValue())) {
            var message = "half a character: \\uD800 to \\uDFFF mean one in pairs only";
            throw fault(start(event), message, "write the character itself, or a pair such as \\uD83D\\uDE00");
        }
        boolean plain = event.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN;
        var value = plain ? CoreSchema.value(event.getValue()) : event.getValue();
        return new Scalar(event.getValue(), value, plain, start(event), end(event));
    }

    private Sequence sequence(SequenceStartEvent event) {
        var items = new ArrayList<YamlValue>();
        var next = next();
        for (; !next.is(Event.ID.SequenceEnd); next = next()) {
            items.add(value(next));
        }
        boolean block = !event.isFlow() && !items.isEmpty();
        var end = block ? items.get(items.size() - 1).end() : end(next);
        return new Sequence(items, event.isFlow(), start(event), end);
    }

    private Mapping mapping(MappingStartEvent event) {
        var entries = new ArrayList<Entry>();
        var seen = new HashMap<String, Mark>();
        var next = next();
        for (; !next.is(Event.ID.MappingEnd); next = next()) {
            var key = key(next, seen);
            var value = value(next());
            key.ifPresent(scalar -> entries.add(new Entry(scalar, value)));
        }
        return new Mapping(entries, event.isFlow(), start(event), mappingEnd(event, entries, next));
    }

    private static Mark mappingEnd(MappingStartEvent event, List<Entry> entries, Event last) {
        if (event.isFlow() || entries.isEmpty()) {
            return end(last);
        }
        // A block's own end mark is where the next token begins, behind comments that are not part of it.
        var entry = entries.get(entries.size() - 1);
        boolean nothing = entry.value().isNull()
                && entry.value().start().index() == entry.value().end().index();
        return nothing ? entry.key().end() : entry.value().end();
    }

    /** Empty when it is none, or there already. */
    private Optional<Scalar> key(Event event, Map<String, Mark> seen) {
        if (!(value(event) instanceof Scalar key)) {
            problems.add(start(event), "a key must be a plain word", "quote the value if it begins with { or [");
            return Optional.empty();
        }
        var earlier = seen.putIfAbsent(key.text(), key.start());
        if (earlier != null) {
            var message = "'%s' is here for the second time; the first is in line %d";
            problems.add(key.start(), message.formatted(key.text(), earlier.line()), "keep one of the two");
            return Optional.empty();
        }
        return Optional.of(key);
    }

    private NeronetException fault(Mark at, String message, String fix) {
        return problems.fatal(source.problem(at, message, fix));
    }

    private static Mark start(Event event) {
        return YamlFault.mark(event.getStartMark());
    }

    private static Mark end(Event event) {
        return YamlFault.mark(event.getEndMark());
    }
}
