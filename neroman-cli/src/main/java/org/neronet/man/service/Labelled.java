package org.neronet.man.service;

import java.util.List;

/**
 * What became of giving a label to experiments, or of taking it away.
 *
 * @param label the tag, or {@code star}
 * @param changed ids for which that made a difference
 * @param same ids that were so already
 */
public record Labelled(String label, List<Long> changed, List<Long> same) {
    public Labelled {
        changed = List.copyOf(changed);
        same = List.copyOf(same);
    }
}
