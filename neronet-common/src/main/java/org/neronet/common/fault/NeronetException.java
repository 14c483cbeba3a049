package org.neronet.common.fault;

import java.util.Optional;

/** A fault that a person can act on: what failed, the next thing to type, and the exit code that tells scripts. */
public final class NeronetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final String hint;
    private final boolean lasting;

    public NeronetException(ExitCode code, String message, String hint, Throwable cause) {
        this(code, message, hint, false, cause);
    }

    private NeronetException(ExitCode code, String message, String hint, boolean lasting, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
        this.lasting = lasting;
    }

    public NeronetException(ExitCode code, String message, String hint) {
        this(code, message, hint, null);
    }

    public NeronetException(ExitCode code, String message) {
        this(code, message, null, null);
    }

    public ExitCode code() {
        return code;
    }

    /** What to type or mend next, as one line. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** The same as a fault that does not pass with time. */
    public NeronetException asLasting() {
        return new NeronetException(code, getMessage(), hint, true, getCause());
    }

    /** Whether the same try fails again until a person has mended something, such as a key that is not let in. */
    public boolean isLasting() {
        return lasting;
    }
}
