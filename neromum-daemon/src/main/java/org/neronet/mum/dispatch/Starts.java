package org.neronet.mum.dispatch;

import java.time.InstantSource;
import java.util.List;
import org.neronet.common.event.Event.Started;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.ParentFile;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;

/** Turns the parent's start file into the Started event, whoever saw it first. */
public final class Starts {
    private final Ledger ledger;
    private final InstantSource time;

    public Starts(Ledger ledger, InstantSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /** Records the start that a parent noted; once more is harmless. */
    public void seen(AttemptKey key, ParentFile start) {
        var at = start.time().orElseGet(time::instant);
        var node =
                start.field("var.SLURMD_NODENAME").or(() -> start.field("host")).orElse("unknown");
        ledger.append(List.of(new Entry.Happened(new Started(key, at, node, start.field("job")))));
    }
}
