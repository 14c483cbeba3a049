package org.neronet.man.history;

import java.time.Instant;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.experiment.AttemptState;

/**
 * One try at an experiment as far as it is known here.
 *
 * @param id the experiment's
 * @param attempt counts from 1
 * @param cluster where it was sent
 * @param mumId whose events tell of it; empty before the first one
 * @param results where its results were fetched to
 * @param begun when it was about to be sent
 */
public record AttemptRow(
        long id,
        int attempt,
        String cluster,
        AttemptStatus status,
        Optional<String> mumId,
        Optional<String> results,
        Instant begun) {
    /** Whether no mum is known to have it yet: it is being sent, or its sending was interrupted and may be repeated. */
    public boolean isSending() {
        return status.state() == AttemptState.DEFINED;
    }

    /** Whether it has not ended, sending included. */
    public boolean isLive() {
        return !status.state().isEnd();
    }
}
