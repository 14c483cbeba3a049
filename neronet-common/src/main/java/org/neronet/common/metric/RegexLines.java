package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;

/** Takes the lines in which a user's pattern is found. Works as {@link RegexSpec} says. */
final class RegexLines implements LineReader {
    /** Most matches that are taken of one line. */
    private static final int MAX_MATCHES = 1_000;

    private final StreamContext context;
    private final UserPattern pattern;
    private final Optional<String> onlyName;
    private final Map<String, String> rename;
    private final Set<String> declared;

    RegexLines(RegexSpec spec, StreamContext context) {
        this.context = context;
        this.pattern = new UserPattern(spec.pattern());
        this.onlyName = spec.name();
        this.rename = spec.rename();
        this.declared = context.declared();
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        return pattern.ask(line, matcher -> readings(matcher, line)).flatMap(found -> found);
    }

    @Override
    public Optional<String> warning() {
        return pattern.warning();
    }

    private Optional<List<Reading>> readings(Matcher matcher, String line) {
        if (!matcher.find()) {
            return Optional.empty();
        }
        var readings = new ArrayList<Reading>();
        int matches = 0;
        do {
            read(matcher, line, readings);
        } while (++matches < MAX_MATCHES && matcher.find());
        return Optional.of(readings);
    }

    private void read(Matcher matcher, String line, List<Reading> out) {
        if (onlyName.isPresent()) {
            number(line, matcher.start(1), matcher.end(1))
                    .ifPresent(value -> out.add(new Reading.Value(onlyName.get(), context.step(), value)));
            return;
        }
        var pairs = pairs(matcher, line);
        var named = XAxis.of(
                pairs.stream().filter(pair -> !rename.containsKey(pair.name())).toList());
        if (named.isPresent() && pairs.stream().allMatch(this::isPlace)) {
            context.step(named.getAsDouble());
        }
        var step = named.isPresent() ? named : context.step();
        for (var pair : pairs) {
            if (!isPlace(pair) || declared.contains(pair.name())) {
                out.add(new Reading.Value(rename.getOrDefault(pair.name(), pair.name()), step, pair.value()));
            }
        }
    }

    private boolean isPlace(Pair pair) {
        return XAxis.isIn(pair.name()) && !rename.containsKey(pair.name());
    }

    /** The groups that took part and are numbers. */
    private List<Pair> pairs(Matcher matcher, String line) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < pattern.names().size(); i++) {
            var name = pattern.names().get(i);
            var group = GroupPattern.group(i);
            number(line, matcher.start(group), matcher.end(group)).ifPresent(value -> pairs.add(new Pair(name, value)));
        }
        return pairs;
    }

    /** {@code \S+} often takes a comma or a bracket along. */
    private static OptionalDouble number(String line, int from, int to) {
        int start = Math.max(from, 0);
        int end = to;
        while (end > start && ",;)]}".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return ProgramNumber.of(line.substring(start, Math.max(start, end)).strip());
    }
}
