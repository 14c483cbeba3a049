package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.neronet.common.batch.LimitWarning;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.ParentFile;

/**
 * How long the programs of a batch may run, noted in {@code batch/<token>/limit} so that a new mum on a direct queue, where
 * nobody else sees to it, knows it too.
 *
 * @param time from the program's start
 * @param lead how long before that the program is warned
 */
record TimeLimit(Duration time, Optional<Duration> lead) {
    private static final String FILE = "limit";

    static Optional<TimeLimit> of(AttemptPlan plan) {
        return plan.resources()
                .time()
                .map(time -> new TimeLimit(time, LimitWarning.of(plan).map(LimitWarning::lead)));
    }

    /** Empty when nobody set one. */
    static Optional<TimeLimit> read(Path batch) throws IOException {
        var note = DirectJob.read(batch.resolve(FILE)).map(ParentFile::parse);
        return note.flatMap(file -> file.number("seconds"))
                .map(Duration::ofSeconds)
                .map(time -> new TimeLimit(
                        time, note.flatMap(file -> file.number("lead_seconds")).map(Duration::ofSeconds)));
    }

    void write(Path batch) throws IOException {
        var text = "seconds=" + time.toSeconds() + "\n"
                + lead.map(l -> "lead_seconds=" + l.toSeconds() + "\n").orElse("");
        AtomicFile.place(batch.resolve(FILE), text);
    }
}
