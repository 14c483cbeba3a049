package org.neronet.mum.warden;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neronet.common.process.CommandResult;

/** Tells from what {@code qsub} said whether the job was taken, refused, or nobody knows. Pure. */
final class QsubAnswer {
    private static final Pattern ID = Pattern.compile("(?m)^\\s*(\\d{1,18})(?:\\.\\d+-\\d+:\\d+)?\\s*$");
    /** The master may have taken it before the answer was lost. */
    private static final Pattern LOST = Pattern.compile(
            "commlib|send message|receive|timeout|timed out|connection|got send error|got no response|qmaster|"
                    + "try again|interrupted|i/o error",
            Pattern.CASE_INSENSITIVE);

    private static final int FIRST_SHELL_CODE = 126;

    private QsubAnswer() {}

    static Launch of(CommandResult result) {
        if (result.timedOut()) {
            return new Launch.Unknown("qsub did not answer in time");
        }
        var matcher = ID.matcher(result.out());
        var id = matcher.find() ? Optional.of(matcher.group(1)) : Optional.<String>empty();
        if (result.exitCode() == 0) {
            return id.isPresent()
                    ? new Launch.Accepted(id)
                    : new Launch.Unknown("qsub gave no job id: " + result.complaint());
        }
        var text = complaint(result);
        boolean lost = result.exitCode() >= FIRST_SHELL_CODE
                || id.isPresent()
                || LOST.matcher(text).find();
        return lost ? new Launch.Unknown(text) : new Launch.Refused(text);
    }

    /** Grid Engine's own words without its ceremony. */
    private static String complaint(CommandResult result) {
        var text = (result.err().isBlank() ? result.out() : result.err())
                .lines()
                .map(line ->
                        line.replaceFirst("^(Unable to run job: |qsub: )", "").strip())
                .filter(line -> !line.isEmpty() && !line.equals("Exiting."))
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? "qsub failed with exit code " + result.exitCode() : text;
    }
}
