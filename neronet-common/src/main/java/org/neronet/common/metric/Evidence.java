package org.neronet.common.metric;

/** How sure the shape of a line is that its names are metrics. */
enum Evidence {
    /** Taken at first sight. */
    FIRM,
    /** It may be a setting, or source code: taken when the name comes with another value, or a third time. */
    REPEATED,
    /** It may be a heading, or part of a listing: taken when the name is a metric already. */
    KNOWN
}
