package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;

/**
 * Decides from the evidence how an attempt ended, or that it is too early to say. Pure. The parent's exit file is
 * believed at once unless a signal is in play; then the scheduler, who may have sent it, is heard first. Absence is
 * never evidence.
 *
 * @param waited how long this evidence has been there
 */
record Verdict(
        AttemptKey key,
        AttemptStatus status,
        Optional<ParentFile> exit,
        Optional<JobReport> report,
        Duration waited,
        Duration patience) {
    private static final String EXIT_FILE = "exit file";

    /** The end, or empty while better evidence may still come. */
    Optional<Ended> end(Instant now) {
        var code =
                exit.flatMap(file -> file.number("code")).filter(n -> n < 256).map(Math::toIntExact);
        if (code.isPresent()) {
            return withCode(code.get(), exit.flatMap(ParentFile::time).orElse(now));
        }
        return report.filter(r -> r.phase() == Phase.ENDED && waited.compareTo(patience) >= 0)
                .map(r -> withoutExitFile(r, now));
    }

    private Optional<Ended> withCode(int code, Instant at) {
        if (status.stopReason().isPresent()) {
            return Optional.of(stopped(Optional.of(code), at));
        }
        if (isOverItsOwnTime() && !status.terminationAsked()) {
            var reason = "over its time limit";
            return Optional.of(new Ended(key, at, AttemptState.TIMED_OUT, Optional.of(code), reason, EXIT_FILE));
        }
        boolean signalled =
                code > 128 || exit.flatMap(file -> file.field("signalled")).isPresent() || code != 0 && isWarned();
        if (!signalled) {
            boolean killed = status.terminationAsked() && code != 0;
            return Optional.of(killed ? terminated(at, Optional.of(code)) : byCode(code, at, EXIT_FILE));
        }
        if (status.terminationAsked()) {
            return Optional.of(terminated(at, Optional.of(code)));
        }
        var words = report.filter(r -> r.phase() == Phase.ENDED);
        if (words.isPresent()) {
            return Optional.of(byScheduler(words.get(), code, at));
        }
        return waited.compareTo(patience) >= 0 ? Optional.of(byCode(code, at, EXIT_FILE)) : Optional.empty();
    }

    private Ended byScheduler(JobReport report, int code, Instant at) {
        var state = report.end().orElse(AttemptState.FAILED);
        return switch (state) {
            case TIMED_OUT, OUT_OF_MEMORY, NODE_FAILED, PREEMPTED ->
                new Ended(key, at, state, Optional.of(code), words(state, report), report.words());
            case TERMINATED ->
                new Ended(key, at, state, Optional.of(code), "cancelled outside Neronet", report.words());
            default ->
                report.signal()
                        .filter(signal -> signal > 0 && code != 0)
                        .map(signal -> killed(signal, code, at, report))
                        .orElseGet(() -> byCode(code, at, withExitFile(report.words())));
        };
    }

    /** A direct job's report says no more than the exit file from which it comes. */
    private static String withExitFile(String words) {
        return words.startsWith(EXIT_FILE) ? EXIT_FILE : EXIT_FILE + "; " + words;
    }

    private Ended killed(int signal, int code, Instant at, JobReport report) {
        if (isWarned()) {
            return byCode(code, at, report.words());
        }
        var reason = "killed by " + Signals.name(signal);
        return new Ended(key, at, AttemptState.FAILED, Optional.of(code), reason, report.words());
    }

    /** Whether the parent was told that the time limit is near: a program that then leaves unfinished ran out of time. */
    private boolean isWarned() {
        return exit.flatMap(file -> file.field("warned")).isPresent();
    }

    /** Whether its parent ended it when its time was over, in a job that has more time than that. */
    private boolean isOverItsOwnTime() {
        return exit.flatMap(file -> file.field("ended"))
                .filter("time limit"::equals)
                .isPresent();
    }

    private Ended byCode(int code, Instant at, String evidence) {
        if (code != 0 && isWarned()) {
            var reason = Signals.describe(code) + " after the warning of its time limit";
            return new Ended(key, at, AttemptState.TIMED_OUT, Optional.of(code), reason, evidence);
        }
        var state = code == 0 ? AttemptState.FINISHED : AttemptState.FAILED;
        return new Ended(key, at, state, Optional.of(code), Signals.describe(code), evidence);
    }

    private Ended terminated(Instant at, Optional<Integer> code) {
        return new Ended(key, at, AttemptState.TERMINATED, code, "terminated by the user", EXIT_FILE);
    }

    /** Also when the program left with 0: it did what it was asked. */
    private Ended stopped(Optional<Integer> code, Instant at) {
        return new Ended(
                key, at, AttemptState.STOPPED, code, status.stopReason().orElseThrow(), "rule");
    }

    private Ended withoutExitFile(JobReport report, Instant at) {
        if (status.stopReason().isPresent()) {
            return stopped(Optional.empty(), at);
        }
        if (status.terminationAsked()) {
            return new Ended(
                    key, at, AttemptState.TERMINATED, Optional.empty(), "terminated by the user", report.words());
        }
        var state = report.end().orElse(AttemptState.LOST);
        if (state == AttemptState.FINISHED) {
            return new Ended(
                    key, at, AttemptState.LOST, Optional.empty(), "the job ended without an exit file", report.words());
        }
        return new Ended(key, at, state, Optional.empty(), words(state, report), report.words());
    }

    private String words(AttemptState state, JobReport report) {
        return switch (state) {
            case TIMED_OUT -> "over its time limit";
            case OUT_OF_MEMORY -> "over its memory";
            case NODE_FAILED -> "its node failed";
            case PREEMPTED -> "preempted by other work";
            case TERMINATED -> "cancelled outside Neronet";
            case LOST ->
                report.words().endsWith(Missing.NEVER_STARTED)
                        ? "gone before it started: cancelled outside Neronet, or forgotten by the scheduler; to run it"
                                + " again: neroman resubmit " + key.id()
                        : "gone without an exit file";
            default -> report.words();
        };
    }
}
