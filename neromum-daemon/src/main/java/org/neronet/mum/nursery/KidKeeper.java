package org.neronet.mum.nursery;

import java.io.IOException;
import java.util.List;
import org.neronet.mum.store.Attempt;

/** Sees to it that running attempts have a kid, where that is mum's task. */
public interface KidKeeper {
    /** Called each round with all running attempts. */
    void keep(List<Attempt> running) throws IOException;

    /** Where each scheduler job's parent starts its own kid. */
    static KidKeeper none() {
        return running -> {};
    }
}
