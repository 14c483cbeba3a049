package org.neronet.mum.store;

import java.util.List;
import org.neronet.common.experiment.AttemptKey;

/** Who ends attempts on the user's wish. */
@FunctionalInterface
public interface Terminator {
    /** Writes the wish down durably and sees to it; returns before the attempts have ended. */
    Answer terminate(List<AttemptKey> keys) throws InterruptedException;

    /**
     * What became of a wish to terminate.
     *
     * @param asked live ones, whose end will come as an event
     * @param ended those that had ended already
     * @param unknown those mum never heard of
     */
    record Answer(List<AttemptKey> asked, List<AttemptKey> ended, List<AttemptKey> unknown) {}
}
