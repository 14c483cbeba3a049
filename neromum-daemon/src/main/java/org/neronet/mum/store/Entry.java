package org.neronet.mum.store;

import java.util.List;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;

/** One line of the journal. Only {@link Happened} and {@link Reported} carry events and so count in the cursor. */
public sealed interface Entry {
    /** A plan that mum promised to run, and where; always followed by its Submitted event in the same batch. */
    record Kept(AttemptPlan plan, String folder) implements Entry {}

    /**
     * INTENT: these attempts, line 1 first, are about to go to the scheduler under this token.
     *
     * @param members how many of them share a job, 1 when each has its own
     */
    record Sending(String token, String folder, List<AttemptKey> attempts, int members) implements Entry {
        public Sending {
            attempts = List.copyOf(attempts);
        }

        public Sending(String token, String folder, List<AttemptKey> attempts) {
            this(token, folder, attempts, 1);
        }
    }

    /**
     * Their job ended before it came to them, and mum has made sure that they never started: they wait again.
     *
     * @param token of the batch that they were sent in
     */
    record Returned(String token, List<AttemptKey> attempts) implements Entry {
        public Returned {
            attempts = List.copyOf(attempts);
        }
    }

    /** An event that mum saw herself. */
    record Happened(Event event) implements Entry {}

    /** A kid's record; a number at or below the last one of its attempt is dropped. */
    record Reported(long number, Event event) implements Entry {}
}
