package org.neronet.man.history;

import java.util.List;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.spec.Experiment;

/**
 * An experiment as its file describes it now, with the files it would be sent with.
 *
 * @param code sorted by path; experiments that share a snapshot share the list
 */
public record Described(Experiment experiment, List<CodeFile> code) {
    public Described {
        code = List.copyOf(code);
    }
}
