package org.neronet.common.experiment;

import java.util.Locale;

/** The states of DESIGN section 8; the names in lower case are what users and files see. */
public enum AttemptState {
    DEFINED(false),
    SUBMITTED(false),
    QUEUED(false),
    RUNNING(false),
    FINISHED(true),
    FAILED(true),
    STOPPED(true),
    TERMINATED(true),
    TIMED_OUT(true),
    OUT_OF_MEMORY(true),
    NODE_FAILED(true),
    PREEMPTED(true),
    SUBMIT_FAILED(true),
    LOST(true);

    private final boolean end;

    AttemptState(boolean end) {
        this.end = end;
    }

    /** Whether this state never changes again. */
    public boolean isEnd() {
        return end;
    }

    /** Whether a cluster has it or may have it. */
    public boolean isLive() {
        return !end && this != DEFINED;
    }

    /** The name that users see, such as {@code timed_out}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with that name as users see it. */
    public static AttemptState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
