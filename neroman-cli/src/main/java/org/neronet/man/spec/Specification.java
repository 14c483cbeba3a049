package org.neronet.man.spec;

import java.util.List;
import org.neronet.man.config.Problem;

/**
 * What a file describes.
 *
 * @param experiments in file order, the last parameter of a block fastest
 * @param warnings what is allowed but probably not meant, in file order
 */
public record Specification(List<Experiment> experiments, List<Problem> warnings) {
    public Specification {
        experiments = List.copyOf(experiments);
        warnings = List.copyOf(warnings);
    }
}
