package org.neronet.common.batch;

/** The script of every batch job. Constant, and no secret: every user of the cluster may read a job's script. */
public final class JobScript {
    /** Its name in the batch's folder. */
    public static final String FILE = "job.sh";

    public static final String TEXT = """
            #!/bin/sh
            IFS= read -r lib <lib && exec sh "$lib/parent" . "${SLURM_ARRAY_TASK_ID:-$SGE_TASK_ID}"
            """;

    private JobScript() {}
}
