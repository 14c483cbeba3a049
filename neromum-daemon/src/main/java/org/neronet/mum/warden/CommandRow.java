package org.neronet.mum.warden;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.wire.CommandSettings;
import org.neronet.mum.warden.JobReport.Phase;

/**
 * One job as a scheduler's list shows it, read by the pattern in clusters.yaml. Pure.
 *
 * @param id the scheduler's own
 * @param name as it was given to {@code submit}, where the list shows it
 * @param state the scheduler's word
 * @param exit as it stands there
 */
record CommandRow(
        String id, Optional<String> name, Optional<String> state, Optional<String> exit, Optional<String> node) {
    private static final int CODES = 256;

    /** All places of a text where the pattern fits; {@code ^} and {@code $} are the ends of a line. */
    static List<CommandRow> parse(String pattern, String text) {
        var rows = new ArrayList<CommandRow>();
        var matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        while (matcher.find()) {
            group(matcher, "id").filter(CommandRow::isId).ifPresent(id -> rows.add(row(id, matcher)));
        }
        return rows;
    }

    private static CommandRow row(String id, Matcher matcher) {
        return new CommandRow(
                id, group(matcher, "name"), group(matcher, "state"), group(matcher, "exit"), group(matcher, "node"));
    }

    /** What begins with a dash would be taken for an option by {@code cancel}. */
    private static boolean isId(String text) {
        return text.matches("[^\\s\\p{Cntrl}-][^\\s\\p{Cntrl}]{0,199}");
    }

    private static Optional<String> group(Matcher matcher, String name) {
        return matcher.pattern().pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(matcher.group(name)).map(String::strip).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** What it says; a word that {@code states:} does not know says only that the job is there. */
    JobReport report(CommandSettings settings, String program) {
        var meaning = state.flatMap(settings::state).orElse("pending");
        var words = program + ": " + state.orElse("is there")
                + exit.map(code -> ", exit " + code).orElse("");
        return switch (meaning) {
            case "pending" -> report(Phase.PENDING, Optional.empty(), words);
            case "held" -> report(Phase.PENDING, Optional.empty(), JobReport.HELD + words);
            case "running" -> report(Phase.RUNNING, Optional.empty(), words);
            case "ended" -> report(Phase.ENDED, end(settings), words);
            default ->
                report(
                        Phase.ENDED,
                        exit.flatMap(settings::exit)
                                .or(() -> Optional.of(meaning))
                                .map(AttemptState::ofWord),
                        words);
        };
    }

    private JobReport report(Phase phase, Optional<AttemptState> end, String words) {
        return new JobReport(phase, end, Optional.of(id), node, code(), Optional.empty(), words);
    }

    /** Its exit code decides; without one the files of the attempt do. */
    private Optional<AttemptState> end(CommandSettings settings) {
        return exit.flatMap(settings::exit)
                .map(AttemptState::ofWord)
                .or(() -> exit.map(text -> text.equals("0") ? AttemptState.FINISHED : AttemptState.FAILED));
    }

    private Optional<Integer> code() {
        return exit.filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(code -> code < CODES);
    }
}
