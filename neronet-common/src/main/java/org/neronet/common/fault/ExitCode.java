package org.neronet.common.fault;

/** The documented exit codes of the three programs. */
public enum ExitCode {
    OK(0),
    FAILURE(1),
    USAGE(2),
    NOT_FOUND(3),
    CONNECTION(4),
    REFUSED(5),
    SCHEDULER(6),
    EXPERIMENT_FAILED(7),
    INTERNAL(70),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process leaves with, 0 to 255. */
    public int number() {
        return number;
    }
}
