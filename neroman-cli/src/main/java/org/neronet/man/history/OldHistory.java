package org.neronet.man.history;

import java.util.List;

/**
 * What is put aside when a new history begins.
 *
 * @param experiments deleted ones too
 * @param lastId the highest id that was ever given; the new history goes on behind it
 * @param unfetched ended experiments whose results are not here
 */
public record OldHistory(long experiments, long lastId, List<Long> unfetched) {
    public OldHistory {
        unfetched = List.copyOf(unfetched);
    }
}
