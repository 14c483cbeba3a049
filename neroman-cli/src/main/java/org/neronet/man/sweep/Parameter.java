package org.neronet.man.sweep;

import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/** What is written for one parameter. */
sealed interface Parameter {
    /** One value. */
    record Constant(Scalar scalar) implements Parameter {}

    /** An axis of the grid. */
    record Varied(Values values) implements Parameter {}

    /** Drawn by a random search. */
    record Random(String kind, Drawn drawn, Mark mark) implements Parameter {}

    /** Computed from others. */
    record Derived(Formula formula) implements Parameter {}
}
