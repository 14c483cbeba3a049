package org.neronet.mum.warden;

import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.CommandSettings;

/** Tells from what {@code submit} said whether the job was taken, refused, or nobody knows. Pure. */
final class CommandAnswer {
    /** The scheduler may have taken it before the answer was lost. */
    private static final Pattern LOST = Pattern.compile(
            "timeout|timed out|connect|unreachable|try again|interrupted|i/o error|broken pipe|communicat|not respond",
            Pattern.CASE_INSENSITIVE);

    /** Of a shell or {@code env} about its program, or the program's death; PBS's own codes begin at 152. */
    private static final int FIRST_UNSURE = 126;

    private static final int LAST_UNSURE = 151;

    private CommandAnswer() {}

    /** @param program that was run, for messages */
    static Launch of(CommandResult result, CommandSettings settings, String program) {
        if (result.timedOut()) {
            return new Launch.Unknown(program + " did not answer in time");
        }
        var id = settings.text(CommandSettings.SUBMITTED).flatMap(pattern -> id(pattern, result.out()));
        if (result.exitCode() == 0) {
            return id.isPresent() || settings.text(CommandSettings.SUBMITTED).isEmpty()
                    ? new Launch.Each(id.stream().toList())
                    : new Launch.Unknown(program + " said nothing that 'submitted:' fits: " + result.complaint());
        }
        var text = program + ": " + result.complaint();
        if (id.isPresent() || isUnsure(result.exitCode()) || LOST.matcher(text).find()) {
            return new Launch.Unknown(text);
        }
        return settings.text(CommandSettings.FULL)
                        .filter(pattern -> Pattern.compile(pattern, Pattern.MULTILINE)
                                .matcher(text)
                                .find())
                        .isPresent()
                ? new Launch.Full(text)
                : new Launch.Refused(text);
    }

    private static Optional<String> id(String pattern, String out) {
        return CommandRow.parse(pattern, out).stream().map(CommandRow::id).findFirst();
    }

    private static boolean isUnsure(int code) {
        return code >= FIRST_UNSURE && code <= LAST_UNSURE;
    }
}
