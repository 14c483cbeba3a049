package org.neronet.mum.warden;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neronet.common.batch.SbatchCall;

/**
 * One job in the answer of {@code sacct}, which knows exit codes and remembers longer than {@code squeue}, but has no
 * comment on most clusters.
 */
record SacctRow(
        String jobId,
        String state,
        int exitCode,
        int signal,
        String node,
        Optional<Instant> submitted,
        String comment) {
    /** For {@code sacct -o}; free text comes last. */
    static final String FORMAT = "JobID,State,ExitCode,NodeList,Submit,Comment";

    /** More elements of an array that share a row are not looked at: Slurm's own limit is four million. */
    private static final int MOST = 100_000;

    private static final Pattern ROW = Pattern.compile(
            "(\\d{1,18}_(?:\\d{1,9}|\\[[-0-9,]+(?:%\\d+)?]))\\|([A-Z_]+[^|]*)\\|(\\d{1,5}):(\\d{1,5})\\|([^|]*)\\|([^|]*)\\|?(.*)");

    static List<SacctRow> parse(String sacct) {
        return sacct.lines()
                .flatMap(line -> of(line).stream())
                .flatMap(SacctRow::each)
                .collect(Collectors.toList());
    }

    /** Those that wait, or were cancelled while they did, have one row: {@code 12_[1,3-6%2]}. */
    private Stream<SacctRow> each() {
        int open = jobId.indexOf('[');
        if (open < 0) {
            return Stream.of(this);
        }
        var ranges = jobId.substring(open + 1).replaceFirst("(%\\d+)?]$", "").split(",");
        return Stream.of(ranges)
                .filter(range -> range.matches("\\d{1,9}(-\\d{1,9})?"))
                .flatMapToInt(SacctRow::elements)
                .limit(MOST)
                .mapToObj(element -> new SacctRow(
                        jobId.substring(0, open) + element, state, exitCode, signal, node, submitted, comment));
    }

    private static IntStream elements(String range) {
        var ends = range.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    private static Optional<SacctRow> of(String text) {
        var m = ROW.matcher(text.strip());
        return m.matches()
                ? Optional.of(new SacctRow(
                        m.group(1),
                        m.group(2).strip(),
                        Integer.parseInt(m.group(3)),
                        Integer.parseInt(m.group(4)),
                        m.group(5),
                        seconds(m.group(6)),
                        m.group(7)))
                : Optional.empty();
    }

    private static Optional<Instant> seconds(String text) {
        return text.matches("\\d{1,12}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
    }

    /**
     * Whether this is mum's job and not a later or earlier one with its number, which Slurm gives out again after a
     * reset.
     *
     * @param intent when mum was about to submit it, if known
     */
    boolean isOf(JobRef job, Optional<Instant> intent) {
        boolean sameId = job.jobId().filter(jobId::equals).isPresent();
        boolean sameToken = comment.isBlank() || comment.equals(SbatchCall.COMMENT + job.token());
        boolean notBefore =
                intent.isEmpty() || submitted.isEmpty() || !submitted.get().isBefore(intent.get());
        return sameId && sameToken && notBefore;
    }

    JobReport report() {
        var meaning = SlurmState.of(state);
        boolean ended = meaning.phase() == JobReport.Phase.ENDED;
        return new JobReport(
                meaning.phase(),
                meaning.end(),
                Optional.of(jobId),
                Optional.of(node).filter(name -> !name.isBlank() && !name.equals("None assigned")),
                ended ? Optional.of(exitCode) : Optional.empty(),
                ended && signal > 0 ? Optional.of(signal) : Optional.empty(),
                "sacct: " + state + (ended ? ", exit code " + exitCode + ":" + signal : ""));
    }
}
