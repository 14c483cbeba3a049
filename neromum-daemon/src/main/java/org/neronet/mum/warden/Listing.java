package org.neronet.mum.warden;

import java.util.Map;
import java.util.Optional;

/**
 * A scheduler's whole answer about mum's jobs.
 *
 * @param jobs by {@link JobRef#id()}; a job that is not in it is no evidence of its end
 * @param remembersCancelled whether one that somebody cancelled would be in it still, so that the scheduler has forgotten
 *     a job that it once took and that is not in it
 */
public record Listing(Map<String, JobReport> jobs, boolean remembersCancelled) {
    public Listing {
        jobs = Map.copyOf(jobs);
    }

    /** The answer of a scheduler for whom a job may be missing because somebody cancelled it. */
    public Listing(Map<String, JobReport> jobs) {
        this(jobs, false);
    }

    public Optional<JobReport> of(JobRef job) {
        return Optional.ofNullable(jobs.get(job.id()));
    }
}
