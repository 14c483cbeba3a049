package org.neronet.mum.dispatch;

import java.io.IOException;
import java.util.List;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.warden.Batch;

/** Makes the folders of a batch and its attempts, durable when it returns; doing it again is harmless. */
@FunctionalInterface
public interface Layout {
    void prepare(Batch batch, List<Attempt> attempts) throws IOException;
}
