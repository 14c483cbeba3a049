package org.neronet.man.selection;

import java.util.List;

/** What a selection says, as a tree. */
public sealed interface Expression permits Expression.Union, Expression.Intersection, Expression.Not, Term {
    /** Everything that at least one of them selects; there are two or more. */
    record Union(List<Expression> parts) implements Expression {
        public Union {
            parts = List.copyOf(parts);
        }
    }

    /** What all of them select; there are two or more. */
    record Intersection(List<Expression> parts) implements Expression {
        public Intersection {
            parts = List.copyOf(parts);
        }
    }

    /** The current experiments that the inner one does not select. */
    record Not(Expression inner) implements Expression {}
}
