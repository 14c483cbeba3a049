package org.neronet.mum.store;

import java.util.List;
import org.neronet.common.experiment.AttemptKey;

/** Who keeps attempts from starting on the user's wish, and lets them go. */
public interface Holder {
    /** Writes the wish down durably and sees to it; returns before the scheduler is told. */
    Answer hold(List<AttemptKey> keys);

    /** Takes the wish back, durably; returns before the scheduler is told. */
    Answer release(List<AttemptKey> keys);

    /**
     * What became of a wish.
     *
     * @param asked those for which it is carried out
     * @param already those that were as wished
     * @param running those whose program runs, so that nothing can keep it from starting
     * @param ended those that had ended
     * @param unknown those mum never heard of
     */
    record Answer(
            List<AttemptKey> asked,
            List<AttemptKey> already,
            List<AttemptKey> running,
            List<AttemptKey> ended,
            List<AttemptKey> unknown) {}
}
