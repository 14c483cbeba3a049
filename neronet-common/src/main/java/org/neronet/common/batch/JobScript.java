package org.neronet.common.batch;

/** The script of every batch job. Constant, and no secret: every user of the cluster may read a job's script. */
public final class JobScript {
    /** Its name in the batch's folder. */
    public static final String FILE = "job.sh";

    public static final String TEXT = text("parent");

    /** For jobs that run several experiments. */
    public static final String PACK = text("pack");

    private JobScript() {}

    /** The one for a batch's jobs. */
    public static String of(Packing packing) {
        return packing.isPacked() ? PACK : TEXT;
    }

    private static String text(String script) {
        return """
            #!/bin/sh
            IFS= read -r lib <lib && exec sh "$lib/%s" . "${SLURM_ARRAY_TASK_ID:-$SGE_TASK_ID}"
            """.formatted(script);
    }
}
