package org.neronet.man.history;

import org.neronet.man.spec.Experiment;

/** What became of an experiment that was defined: its id, and whether it is new. */
public record Definition(long id, Experiment experiment, Kind kind) {
    /** How it relates to what was known of its folder. */
    public enum Kind {
        /** Never seen before. */
        NEW,
        /** Described as before, to the letter. */
        SAME,
        /** The same code, command and parameters, but another name, resources or rules: the same id. */
        UPDATED,
        /** Other code, command or parameters: another id, unless it was never submitted. */
        CHANGED
    }
}
