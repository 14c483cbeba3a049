package org.neronet.man.selection;

import java.util.function.Function;

/** One part of a selection. */
public sealed interface Term extends Expression
        permits Condition, Term.Ids, Term.Name, Term.Glob, Term.Folder, Term.Newest, Term.Group {
    @Override
    default Expression with(Function<Term, Expression> change) {
        return change.apply(this);
    }

    @Override
    default boolean dependsOnNews() {
        return false;
    }

    /** Ids from {@code first} to {@code last}, both included; the only ones that select what is superseded. */
    record Ids(long first, long last) implements Term {}

    /** An experiment's name, the unique last part of one, a collection, or an experiment folder. */
    record Name(String text) implements Term {}

    /** Names or last parts of that form. */
    record Glob(TextPattern pattern) implements Term {}

    /** The experiments that were defined from that folder, as typed. */
    record Folder(String path) implements Term {}

    /** The experiments with the highest ids. */
    record Newest(long count) implements Term {}

    /** Experiments that have something in common, such as {@code @failed}. */
    enum Group implements Term {
        /** Every one that is not deleted, superseded ones too: what no words at all select. */
        EVERYTHING,
        ALL,
        FAILED,
        MISSING,
        LIVE,
        ENDED,
        STARRED;

        @Override
        public boolean dependsOnNews() {
            return this == FAILED || this == MISSING || this == LIVE || this == ENDED;
        }
    }
}
