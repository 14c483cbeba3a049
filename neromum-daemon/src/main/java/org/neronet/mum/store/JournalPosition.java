package org.neronet.mum.store;

/** Where a line of the journal begins: the segment's number, from 1, and bytes from its start. */
record JournalPosition(int segment, long offset) {
    JournalPosition plus(long bytes) {
        return new JournalPosition(segment, offset + bytes);
    }
}
