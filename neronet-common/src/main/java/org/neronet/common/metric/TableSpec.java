package org.neronet.common.metric;

import java.util.Optional;

/**
 * Metrics by tables: a row of names, then rows of numbers. Cells are parted by bars, tabs, commas or blanks. All columns
 * are metrics, the x axis included.
 *
 * @param start a regular expression found in the row of names, or above it; empty when any row of names will do
 * @param end a regular expression found in the line below a table, until which lines that are no rows are passed over;
 *     empty when the first such line ends the table
 * @param step the column that is the x axis; empty for the first of {@code step}, {@code ts}, {@code iter},
 *     {@code epoch} and {@code time} that is there
 */
public record TableSpec(Optional<String> start, Optional<String> end, Optional<String> step) implements LineSpec {
    /**
     * Checks everything that can be wrong.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public TableSpec {
        start.ifPresent(GroupPattern::of);
        end.ifPresent(GroupPattern::of);
        if (step.isPresent() && step.get().isBlank()) {
            throw new IllegalArgumentException("step names a column of the table");
        }
    }

    @Override
    public LineReader start(StreamContext context) {
        return new TableLines(this, context);
    }
}
