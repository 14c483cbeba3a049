package org.neronet.mum.warden;

import java.nio.file.Path;
import java.util.List;
import org.neronet.common.batch.JobArray;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;

/**
 * Experiments with equal resources that go to the scheduler in one call.
 *
 * @param token 16 random hexadecimal digits, durable before the call and visible in the scheduler's comment
 * @param folder {@code <workdir>/batch/<token>}
 * @param attempts line N of the map is item N-1
 * @param packing how many attempts share a job
 * @param first resources, setup and scheduler words are taken from this plan; they are equal in all
 */
public record Batch(String token, Path folder, List<AttemptKey> attempts, Packing packing, AttemptPlan first) {
    public Batch {
        if (!token.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("a token has 16 hexadecimal digits");
        }
        attempts = List.copyOf(attempts);
    }

    /** A batch whose attempts have a job each. */
    public Batch(String token, Path folder, List<AttemptKey> attempts, AttemptPlan first) {
        this(token, folder, attempts, Packing.NONE, first);
    }

    /** What the scheduler is told of it. */
    JobArray array() {
        return new JobArray(token, folder, packing.jobs(attempts.size()), first, packing);
    }

    /** The jobs of this batch, in line order. */
    public List<JobRef> jobs() {
        return java.util.stream.IntStream.rangeClosed(1, packing.jobs(attempts.size()))
                .mapToObj(line -> new JobRef(token, line, java.util.Optional.empty()))
                .toList();
    }
}
