package org.neronet.common.metric;

import java.util.Map;
import java.util.Optional;

/**
 * Metrics by a regular expression of {@link java.util.regex.Pattern}, found anywhere in a line, also several times.
 * Named groups, {@code (?<iou>\S+)} or {@code (?P<iou>\S+)}, are metrics; {@code step}, {@code epoch}, {@code iter} and
 * {@code time} are the x axis. A pattern with one group and no name takes its metric's name from {@code name}.
 *
 * @param pattern at most {@link LineSpec#MAX_PATTERN} characters; group names of letters, digits and {@code _}
 * @param name the metric of the one unnamed group; empty when groups are named
 * @param rename from a group's name to the metric's name; a renamed group is always a metric
 */
public record RegexSpec(String pattern, Optional<String> name, Map<String, String> rename) implements LineSpec {
    /**
     * Checks everything that can be wrong.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public RegexSpec {
        rename = Map.copyOf(rename);
        var groups = GroupPattern.of(pattern);
        checkName(groups, name);
        name.ifPresent(RegexSpec::checkMetric);
        for (var entry : rename.entrySet()) {
            if (!groups.names().contains(entry.getKey())) {
                throw new IllegalArgumentException("rename: the pattern has no group \"" + entry.getKey() + "\"");
            }
            checkMetric(entry.getValue());
        }
    }

    @Override
    public LineReader start(StreamContext context) {
        return new RegexLines(this, context);
    }

    private static void checkName(GroupPattern groups, Optional<String> name) {
        int unnamed = groups.pattern().matcher("").groupCount() - groups.names().size();
        if (!groups.names().isEmpty()) {
            refuse(name.isPresent(), "name is for a pattern without named groups");
            return;
        }
        refuse(unnamed == 0, "the pattern has no group: write (?<NAME>...) around the number");
        refuse(unnamed > 1, "the pattern has " + unnamed + " groups without a name: write (?<NAME>...)");
        refuse(name.isEmpty(), "the pattern's group has no name: write (?<NAME>...), or name: NAME");
    }

    private static void checkMetric(String metric) {
        refuse(metric.isBlank(), "a metric needs a name");
        refuse(
                metric.length() > OutputReader.MAX_NAME,
                "a metric's name has at most " + OutputReader.MAX_NAME + " characters");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }
}
