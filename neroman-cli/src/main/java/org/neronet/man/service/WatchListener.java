package org.neronet.man.service;

import org.neronet.man.report.StatusReport;

/** Hears what happens while experiments are watched; always in the watching thread. */
public interface WatchListener {
    /** How things stand now; false ends the watching. */
    boolean update(StatusReport report);

    /** A cluster cannot be asked for the moment. */
    void trouble(String text);

    /** Results of an ended experiment came, or did not. */
    void fetched(FetchedResults results);
}
