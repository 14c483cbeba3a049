package org.neronet.mum.store;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.neronet.common.experiment.AttemptKey;

/**
 * All that follows from the journal up to a place in it, so that a start need not read what stands before.
 *
 * @param at where the journal goes on
 * @param head number of the newest event before that place
 * @param attempts the live ones in order of submission
 * @param batches the attempts of each token
 * @param index where some of the events begin
 * @param cursors up to which event each home has taken them in
 */
record Checkpoint(
        JournalPosition at,
        long head,
        List<Attempt> attempts,
        Map<String, List<AttemptKey>> batches,
        SortedMap<Long, JournalPosition> index,
        Map<String, Long> cursors) {}
