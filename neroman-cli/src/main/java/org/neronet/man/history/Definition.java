package org.neronet.man.history;

import org.neronet.man.spec.Experiment;

/** What became of an experiment that was defined: its id, and whether it is new. */
public record Definition(long id, Experiment experiment, Kind kind) {
    /** How it relates to what was known under its folder and name. */
    public enum Kind {
        NEW,
        SAME,
        CHANGED
    }
}
