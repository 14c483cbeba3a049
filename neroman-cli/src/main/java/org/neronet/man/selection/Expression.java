package org.neronet.man.selection;

import java.util.List;
import java.util.function.Function;

/** What a selection says, as a tree. */
public sealed interface Expression permits Expression.Union, Expression.Intersection, Expression.Not, Term {
    /** The same with other things in place of its terms. */
    Expression with(Function<Term, Expression> change);

    /** Whether what it selects may change by what happens on clusters. */
    boolean dependsOnNews();

    /** Everything that at least one of them selects; nothing, when there is none. */
    record Union(List<Expression> parts) implements Expression {
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public Expression with(Function<Term, Expression> change) {
            return new Union(parts.stream().map(part -> part.with(change)).toList());
        }

        @Override
        public boolean dependsOnNews() {
            return parts.stream().anyMatch(Expression::dependsOnNews);
        }
    }

    /** What all of them select; there are two or more. */
    record Intersection(List<Expression> parts) implements Expression {
        public Intersection {
            parts = List.copyOf(parts);
        }

        @Override
        public Expression with(Function<Term, Expression> change) {
            return new Intersection(
                    parts.stream().map(part -> part.with(change)).toList());
        }

        @Override
        public boolean dependsOnNews() {
            return parts.stream().anyMatch(Expression::dependsOnNews);
        }
    }

    /** The current experiments that the inner one does not select. */
    record Not(Expression inner) implements Expression {
        @Override
        public Expression with(Function<Term, Expression> change) {
            return new Not(inner.with(change));
        }

        @Override
        public boolean dependsOnNews() {
            return inner.dependsOnNews();
        }
    }
}
