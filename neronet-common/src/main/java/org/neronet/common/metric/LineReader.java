package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;

/** Reads the lines of one stream, in order, and may remember what it saw. Owned by one thread. */
@FunctionalInterface
public interface LineReader {
    /**
     * What one line says, in reading order; empty when it is not a line of this reader, and then the next reader gets
     * it. A line may be this reader's and say nothing yet, such as the heading of a table: an empty list. Must take time
     * linear in the length of the line and give the same answers for the same lines always.
     *
     * @param line without its end, as a terminal would show it, at most 65,536 characters
     */
    Optional<List<Reading>> read(String line);

    /** What the lines say now that no more will come, such as the part of a step that is there; called once. */
    default List<Reading> finish() {
        return List.of();
    }

    /**
     * Whether a line that says the same as this reader's last one, at the same place, is only shown again, as bars are;
     * the rows of a table are not: each run of a simulation begins with the row that ended the one before.
     */
    default boolean repeats() {
        return true;
    }

    /** What the user should know about the lines so far; does not change once it is there. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /**
     * The {@link LineTraits} of which a line must have one to be shown to this reader; asked again after each line that
     * was shown.
     */
    default int wants() {
        return LineTraits.ANY;
    }

    /**
     * As {@link #read}, for what a line says behind a time, a level and the name of a logger; asked when no reader took
     * the whole line.
     */
    default Optional<List<Reading>> readLogged(String message) {
        return Optional.empty();
    }

    /**
     * As {@link #read}, for what a bar showed before it was drawn again on the same line; most readers wait for the last
     * one, which comes to {@link #read}.
     */
    default Optional<List<Reading>> readFrame(String frame) {
        return Optional.empty();
    }
}
