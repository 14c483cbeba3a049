package org.neronet.mum.warden;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neronet.common.process.CommandResult;

/** Tells from what {@code sbatch} said whether the job was taken, refused, or nobody knows. Pure. */
final class SbatchAnswer {
    private static final Pattern ID = Pattern.compile("(?m)^\\s*(?:Submitted batch job )?(\\d+)(?:;\\S*)?\\s*$");
    /** An answer that got lost: each of these was seen, or is in Slurm's source, for jobs that ran all the same. */
    private static final Pattern LOST = Pattern.compile(
            "socket|timed out|unable to contact|connect failure|connection|receive|send failure|communication|"
                    + "temporarily|unexpected message|zero bytes|transport endpoint|standby|try again|interrupted|"
                    + "input/output error|i/o error",
            Pattern.CASE_INSENSITIVE);

    /** Limits on how many jobs are in the queue, of a user, account or QOS; other limits do not pass with time. */
    private static final Pattern FULL = Pattern.compile("(?:Max|Grp)SubmitJob", Pattern.CASE_INSENSITIVE);

    private static final int FIRST_SHELL_CODE = 126;

    private SbatchAnswer() {}

    static Launch of(CommandResult result) {
        if (result.timedOut()) {
            return new Launch.Unknown("sbatch did not answer in time");
        }
        var id = id(result.out());
        if (result.exitCode() == 0) {
            return id.<Launch>map(number -> new Launch.Accepted(Optional.of(number)))
                    .orElseGet(() -> new Launch.Unknown("sbatch gave no job id: " + result.complaint()));
        }
        var text = complaint(result);
        boolean lost = result.exitCode() >= FIRST_SHELL_CODE
                || id.isPresent()
                || LOST.matcher(text).find();
        if (lost) {
            return new Launch.Unknown(text);
        }
        return FULL.matcher(text).find() ? new Launch.Full(text) : new Launch.Refused(text);
    }

    private static Optional<String> id(String out) {
        var matcher = ID.matcher(out);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Slurm's own words without the prefix of each line. */
    private static String complaint(CommandResult result) {
        var text = (result.err().isBlank() ? result.out() : result.err())
                .lines()
                .map(line -> line.replaceFirst("^sbatch: (error: )?", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? "sbatch failed with exit code " + result.exitCode() : text;
    }
}
