package org.neronet.man.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.neronet.common.batch.CommandCall;
import org.neronet.common.wire.CommandSettings;
import org.neronet.man.config.YamlValue.Mapping;

/** Reads the templates and patterns of a cluster of type {@code command}. */
final class CommandReader {
    static final String STATES = "states";
    static final String EXITS = "exits";
    static final String LIST_CODES = "list_codes";

    /** What a cluster of this type must say, with an example of each. */
    private static final Map<String, String> NEEDED = needed();

    private static final List<String> ENDS =
            List.of("finished", "failed", "terminated", "timed_out", "out_of_memory", "node_failed", "preempted");
    private static final Set<String> LIVES = Set.of("pending", "held", "running", "ended");
    private static final String ID = "(?<id>";

    private final YamlFields fields;
    private final Problems problems;

    CommandReader(YamlFields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** Every key that belongs to this type alone. */
    static Set<String> keys() {
        var keys = new LinkedHashSet<String>(CommandSettings.TEMPLATES);
        keys.addAll(CommandSettings.PATTERNS);
        keys.addAll(List.of(CommandSettings.QUEUE, STATES, EXITS, LIST_CODES));
        return keys;
    }

    private static Map<String, String> needed() {
        var needed = new LinkedHashMap<String, String>();
        needed.put(CommandSettings.SUBMIT, "submit: qsub -N {name} [-l walltime={time}] {script}");
        needed.put(CommandSettings.LIST, "list: qstat -x -f -F dsv {ids}");
        needed.put(CommandSettings.LISTED, "listed: '^(?<id>\\S+) .* (?<state>[A-Z])$'");
        needed.put(STATES, "states: {pending: [Q, H], running: [R, E], ended: [F]}");
        needed.put(CommandSettings.CANCEL, "cancel: qdel {ids}");
        return needed;
    }

    /** @param entry where the cluster stands */
    CommandSettings read(YamlValue.Entry entry) {
        for (var key : NEEDED.keySet()) {
            if (fields.value(key).isEmpty()) {
                missing(entry, key, NEEDED.get(key));
            }
        }
        pair(entry, CommandSettings.FIND, CommandSettings.SUBMITTED, "submitted: '^(?<id>\\d+\\S*)$'");
        pair(
                entry,
                CommandSettings.ACCOUNT,
                CommandSettings.ACCOUNTED,
                NEEDED.get(CommandSettings.LISTED).replace(CommandSettings.LISTED, CommandSettings.ACCOUNTED));
        var texts = new LinkedHashMap<String, String>();
        queue().ifPresent(name -> texts.put(CommandSettings.QUEUE, name));
        CommandSettings.TEMPLATES.forEach(key -> template(key).ifPresent(text -> texts.put(key, text)));
        CommandSettings.PATTERNS.forEach(key -> pattern(key).ifPresent(text -> texts.put(key, text)));
        return new CommandSettings(texts, lists(STATES, true), lists(EXITS, false), numbers(fields.texts(LIST_CODES)));
    }

    private void missing(YamlValue.Entry entry, String key, String example) {
        problems.add(
                entry.key().start(),
                "cluster '" + entry.name() + "' is of type command and says no '" + key + "'",
                example + "   (docs/manual/clusters.md has whole recipes)");
    }

    private void pair(YamlValue.Entry entry, String key, String needs, String example) {
        if (fields.value(key).isPresent() && fields.value(needs).isEmpty()) {
            problems.add(
                    fields.start(key),
                    "'" + key + "' of cluster '" + entry.name() + "' needs '" + needs
                            + "', by which its answer is read",
                    example);
        }
    }

    private Optional<String> queue() {
        var name = fields.text(CommandSettings.QUEUE);
        name.filter(text -> ClusterReader.nameFault(text).isPresent())
                .ifPresent(text -> problems.add(
                        fields.start(CommandSettings.QUEUE),
                        "'queue' must be a name: letters, digits, '.', '_' and '-', at most 64",
                        "queue: pbs"));
        return name;
    }

    private Optional<String> template(String key) {
        var text = fields.text(key);
        text.ifPresent(line -> {
            try {
                CommandCall.template(key, line);
            } catch (IllegalArgumentException e) {
                problems.add(
                        fields.start(key), "'" + key + "': " + e.getMessage(), NEEDED.getOrDefault(key, example(key)));
            }
        });
        return text;
    }

    private static String example(String key) {
        return switch (key) {
            case CommandSettings.FIND -> "find: qselect -x -N {name}";
            case CommandSettings.HOLD -> "hold: qhold {ids}";
            case CommandSettings.RELEASE -> "release: qrls {ids}";
            default -> key + ": tracejob {id}";
        };
    }

    private Optional<String> pattern(String key) {
        var text = fields.text(key);
        text.ifPresent(pattern -> fault(key, pattern)
                .ifPresent(fault -> problems.add(fields.start(key), "'" + key + "' " + fault, exampleOf(key))));
        return text;
    }

    private static Optional<String> fault(String key, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return Optional.of(
                    "is no regular expression: " + e.getDescription() + " at its character " + (e.getIndex() + 1));
        }
        boolean isTest = key.equals(CommandSettings.FULL) || key.equals(CommandSettings.GONE);
        if (!isTest && !pattern.contains(ID)) {
            return Optional.of("has no group (?<id>…), which is the number of the job");
        }
        boolean needsState = key.equals(CommandSettings.LISTED) && !pattern.contains("(?<state>");
        return needsState
                ? Optional.of("has no group (?<state>…), which is the scheduler's word for its state")
                : Optional.empty();
    }

    private static String exampleOf(String key) {
        return switch (key) {
            case CommandSettings.SUBMITTED -> "submitted: '^(?<id>\\d+\\S*)$'";
            case CommandSettings.FULL -> "full: 'would exceed .* limit'";
            case CommandSettings.GONE -> "gone: 'Unknown Job|has finished'";
            default -> key + ": '^(?<id>\\S+) .* (?<state>[A-Z])$'";
        };
    }

    private Map<String, List<String>> lists(String key, boolean alsoLives) {
        var known = new LinkedHashSet<String>(ENDS);
        if (alsoLives) {
            known.addAll(LIVES);
        }
        var lists = new LinkedHashMap<String, List<String>>();
        fields.map(key).ifPresent(map -> {
            var inner = new YamlFields(map, problems);
            inner.allowOnly(known);
            known.forEach(name -> read(inner, map, name).ifPresent(words -> lists.put(name, words)));
        });
        return lists;
    }

    private static Optional<List<String>> read(YamlFields inner, Mapping map, String name) {
        return map.entry(name).map(entry -> inner.texts(name));
    }

    private List<String> numbers(List<String> codes) {
        codes.stream()
                .filter(code -> !code.matches("\\d{1,3}"))
                .findFirst()
                .ifPresent(code -> problems.add(
                        fields.start(LIST_CODES),
                        "'" + LIST_CODES + "' are exit codes, not '" + code + "'",
                        "list_codes: [0, 153]"));
        return codes;
    }
}
