package org.neronet.mum.warden;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neronet.common.batch.SbatchCall;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.JobReport.Wait;

/**
 * One job of mum's in the answer of {@code squeue}; the user's other jobs are passed over, whatever they are named.
 *
 * @param start when a waiting one may start, if Slurm has an estimate
 * @param reason Slurm's word for why it waits or failed, {@code None} for nothing special
 */
record SlurmRow(
        String arrayId, int line, String state, String node, String token, Optional<Instant> start, String reason) {
    /** For {@code squeue -o}; free text comes last. Times are in seconds, see {@link #TIMES}. */
    static final String FORMAT = "%F|%K|%T|%N|%k|%S|%r";

    private static final int COLUMNS = 7;

    /** For the environment of {@code squeue}: the clock of its host need not be the clock of this process. */
    static final String TIMES = "SLURM_TIME_FORMAT=%s";

    private static final Pattern ROW = Pattern.compile("(\\d{1,18})\\|(\\d{1,9})\\|([A-Z_]+)\\|([^|]*)\\|"
            + SbatchCall.COMMENT + "([0-9a-f]{16})\\|(?:(\\d{1,12}|N/A|)\\|)?(.*)");

    static List<SlurmRow> parse(String squeue) {
        return squeue.lines().flatMap(line -> of(line).stream()).collect(Collectors.toList());
    }

    /** Whether there is a whole line about any job, also another user's. */
    static boolean isAny(String squeue) {
        return squeue.lines()
                .anyMatch(line -> line.chars().filter(c -> c == '|').count() >= COLUMNS - 1);
    }

    private static Optional<SlurmRow> of(String text) {
        var m = ROW.matcher(text.strip());
        return m.matches()
                ? Optional.of(new SlurmRow(
                        m.group(1),
                        Integer.parseInt(m.group(2)),
                        m.group(3),
                        m.group(4),
                        m.group(5),
                        start(m.group(6)),
                        m.group(7)))
                : Optional.empty();
    }

    private static Optional<Instant> start(String seconds) {
        return seconds == null || !seconds.matches("\\d+")
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    /** The {@link JobRef#id()} that it answers for. */
    String id() {
        return token + "." + line;
    }

    String jobId() {
        return arrayId + "_" + line;
    }

    JobReport report() {
        var meaning = SlurmState.of(state);
        boolean finished = meaning.end().filter(AttemptState.FINISHED::equals).isPresent();
        var why = reason.isBlank() || reason.equals("None") ? "" : " (" + reason + ")";
        return new JobReport(
                meaning.phase(),
                meaning.end(),
                Optional.of(jobId()),
                Optional.of(node).filter(name -> !name.isBlank()),
                finished ? Optional.of(0) : Optional.empty(),
                Optional.empty(),
                "squeue: " + state + why,
                meaning.phase() == Phase.PENDING
                        ? Optional.of(new Wait(SlurmReason.text(reason), start))
                        : Optional.empty());
    }
}
