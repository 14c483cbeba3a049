package org.neronet.mum.store;

import org.neronet.common.wire.ResultFile;

/** What may be listed as results: so many bytes of content, and as many names as fit into one frame. */
final class ListingBudget {
    /** Most files named as left out. */
    static final int MAX_LEFT_OUT = 1000;

    private static final long MAX_NAME_BYTES = 2 << 20;

    private long contentLeft;
    private long namesLeft = MAX_NAME_BYTES;

    ListingBudget(long contentBytes) {
        contentLeft = contentBytes;
    }

    /** Whether the file still fits; if so it is counted. */
    boolean take(ResultFile file) {
        long name = file.toJson().toString().length() + 1L;
        if (file.size() > contentLeft || name > namesLeft) {
            return false;
        }
        contentLeft -= file.size();
        namesLeft -= name;
        return true;
    }
}
