package org.neronet.man.history;

import java.time.Instant;

/** What a user noted about an experiment. */
public record Note(long experiment, Instant at, String author, String text) {}
