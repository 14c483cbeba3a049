package org.neronet.common.metric;

import java.util.List;

/** Reads the lines of one stream, in order, and may remember what it saw. Owned by one thread. */
@FunctionalInterface
public interface LineReader {
    /**
     * What one line says, in reading order; empty when it is not a line of this reader. Must take time linear in the
     * length of the line and give the same answers for the same lines always.
     *
     * @param line without its end, as a terminal would show it, at most 65,536 characters
     */
    List<Reading> read(String line);
}
