package org.neronet.mum.warden;

import java.util.Map;
import java.util.Optional;

/**
 * A scheduler's whole answer about mum's jobs.
 *
 * @param jobs by {@link JobRef#id()}; a job that is not in it is no evidence of its end
 */
public record Listing(Map<String, JobReport> jobs) {
    public Listing {
        jobs = Map.copyOf(jobs);
    }

    public Optional<JobReport> of(JobRef job) {
        return Optional.ofNullable(jobs.get(job.id()));
    }
}
