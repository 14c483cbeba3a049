package org.neronet.man.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A page of labels with their texts, one below the other; what is empty is left out. Made printable; used once. */
final class Fields {
    private static final int LABEL = 13;

    private final List<String> lines = new ArrayList<>();

    /** A text of several lines keeps them. */
    Fields add(String label, String text) {
        return add(label, text.isEmpty() ? List.of() : text.lines().toList());
    }

    Fields add(String label, Optional<String> text) {
        return add(label, text.orElse(""));
    }

    /** The label stands beside the first one. */
    Fields add(String label, Collection<String> texts) {
        var shown = label;
        for (var text : texts) {
            lines.add(Printable.line(shown + " ".repeat(Math.max(1, LABEL - shown.length())) + text));
            shown = "";
        }
        return this;
    }

    List<String> lines() {
        return lines;
    }
}
