package org.neronet.mum.warden;

import java.util.List;
import java.util.Optional;

/** What became of a launch. */
public sealed interface Launch {
    /** The scheduler has it; the array's job id, of which line N is {@code <jobId>_N}; none on a direct queue. */
    record Accepted(Optional<String> jobId) implements Launch {}

    /** The scheduler has each line as a job of its own; their job ids, in line order. */
    record Each(List<String> jobIds) implements Launch {
        public Each {
            jobIds = List.copyOf(jobIds);
        }
    }

    /** The scheduler said no, in its own words; nothing was started and nothing will be. */
    record Refused(String text) implements Launch {}

    /** A limit on the number of jobs is reached: nothing was taken now, and later something may be. */
    record Full(String text) implements Launch {}

    /** It may have been taken or not: a time-out, a cut connection, a crash. */
    record Unknown(String text) implements Launch {}
}
