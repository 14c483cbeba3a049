package org.neronet.mum.store;

import java.util.List;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;

/** One line of the journal. Only {@link Happened} and {@link Reported} carry events and so count in the cursor. */
public sealed interface Entry {
    /** A plan that mum promised to run, and where; always followed by its Submitted event in the same batch. */
    record Kept(AttemptPlan plan, String folder) implements Entry {}

    /** INTENT: these attempts, line 1 first, are about to go to the scheduler under this token. */
    record Sending(String token, String folder, List<AttemptKey> attempts) implements Entry {
        public Sending {
            attempts = List.copyOf(attempts);
        }
    }

    /** An event that mum saw herself. */
    record Happened(Event event) implements Entry {}

    /** A kid's record; a number at or below the last one of its attempt is dropped. */
    record Reported(long number, Event event) implements Entry {}
}
