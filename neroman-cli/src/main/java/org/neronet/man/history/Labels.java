package org.neronet.man.history;

import java.util.List;

/**
 * What the user marked an experiment with.
 *
 * @param tags sorted
 */
public record Labels(boolean starred, List<String> tags) {
    public static final Labels NONE = new Labels(false, List.of());

    public Labels {
        tags = List.copyOf(tags);
    }
}
