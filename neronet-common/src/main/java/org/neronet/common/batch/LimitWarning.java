package org.neronet.common.batch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonObject;

/**
 * How a program is warned of its time limit: {@code before_time_limit}, as the user wrote it in {@link AttemptPlan#watch}.
 * The scheduler sends {@link #CARRIER} to the parent script, which makes the stop file and passes the wanted signal on.
 *
 * @param lead how long before the limit, 1 s to {@link #LONGEST}
 * @param signal one of {@link #SIGNALS}, or {@link #CAREFUL}
 */
public record LimitWarning(Duration lead, String signal) {
    /** The words of config.yaml; with {@code none} there is only the stop file. */
    public static final List<String> SIGNALS = List.of("USR1", "USR2", "TERM", "INT", "none");

    /** When no signal was named: USR1, but only to a program that would not die of it. */
    public static final String CAREFUL = "careful";

    /** Slurm takes no longer one. */
    public static final Duration LONGEST = Duration.ofSeconds(65_535);

    /** What the parent script takes as the warning. */
    public static final String CARRIER = "USR1";

    private static final String KEY = "before_time_limit";
    private static final Pattern SPAN =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?:in)?)?(?:(\\d{1,9})s)?");

    public LimitWarning {
        if (lead.toSeconds() < 1 || lead.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a warning comes 1 s to 65,535 s before the limit, not " + lead);
        }
        if (!SIGNALS.contains(signal) && !signal.equals(CAREFUL)) {
            throw new IllegalArgumentException("no signal of a warning: " + signal);
        }
    }

    /** What the plan asks for. What cannot be understood asks for nothing, since neroman refused it long before. */
    public static Optional<LimitWarning> of(AttemptPlan plan) {
        var said = plan.watch().asMap().get(KEY);
        if (said instanceof JsonObject map) {
            var signal = map.asMap().get("signal");
            return signal == null || SIGNALS.contains(signal)
                    ? of(map.asMap().get("time"), signal == null ? CAREFUL : (String) signal)
                    : Optional.empty();
        }
        return of(said, CAREFUL);
    }

    private static Optional<LimitWarning> of(Object time, String signal) {
        return time instanceof String text ? lead(text).map(lead -> new LimitWarning(lead, signal)) : Optional.empty();
    }

    /** The time of a text such as {@code 5m} or {@code 1h30m}; empty when it is none or out of range. */
    public static Optional<Duration> lead(String text) {
        var m = SPAN.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        var time = Duration.ofDays(part(m, 1))
                .plusHours(part(m, 2))
                .plusMinutes(part(m, 3))
                .plusSeconds(part(m, 4));
        return Optional.of(time).filter(t -> t.toSeconds() >= 1 && t.compareTo(LONGEST) <= 0);
    }

    private static long part(Matcher m, int group) {
        return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
    }
}
