package org.neronet.common.rule;

/** One rule of the user about one attempt; a pure description. */
public sealed interface Rule
        permits Threshold,
                NotFinite,
                Patience,
                Plateau,
                Diverge,
                Spike,
                Budget,
                TimeBudget,
                NoOutput,
                GpuIdle,
                MemoryAbove,
                DiskBelow,
                When,
                Prune {
    Basics basics();

    /** A fresh memory for one attempt. */
    Judge judge();
}
