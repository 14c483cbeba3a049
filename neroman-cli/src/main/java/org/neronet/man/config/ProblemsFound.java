package org.neronet.man.config;

import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** The cause of a refusal of a file: its faults one by one, for those who want more than their text. */
public final class ProblemsFound extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private ProblemsFound(String text, List<Problem> problems) {
        super(text);
        this.problems = List.copyOf(problems);
    }

    /** The refusal (usage) with this text for people. */
    static NeronetException refusal(String text, List<Problem> problems) {
        return new NeronetException(ExitCode.USAGE, text, null, new ProblemsFound(text, problems));
    }

    /** The first fault alone, for a text that the user never sees, so that its places mean nothing. */
    static String first(NeronetException e) {
        return e.getCause() instanceof ProblemsFound found
                ? found.problems().get(0).message()
                : e.getMessage();
    }

    /** In file order. */
    public List<Problem> problems() {
        return problems;
    }
}
