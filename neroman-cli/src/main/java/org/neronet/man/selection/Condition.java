package org.neronet.man.selection;

import java.util.Set;
import org.neronet.common.experiment.AttemptState;

/** A term that compares something of an experiment with a value. */
public sealed interface Condition extends Term {
    /** Texts of the experiment, or of its newest attempt. */
    enum TextKey {
        NAME,
        COLLECTION,
        FOLDER,
        TAG,
        NOTE,
        CLUSTER,
        NODE,
        JOB,
        REASON
    }

    /** Whole numbers of the experiment, or of its newest attempt. */
    enum NumberKey {
        ID,
        EXIT
    }

    /** Times of the experiment, or of its newest attempt. */
    enum TimeKey {
        /** When its newest definition came. */
        CHANGED,
        SUBMITTED,
        STARTED,
        ENDED
    }

    /** Where a value of the user's own is looked for. */
    enum Source {
        /** Among the parameters, and where no experiment has such a one, among the metrics. */
        EITHER,
        PARAMETER,
        /** The last value in the newest attempt. */
        METRIC,
        LOWEST,
        HIGHEST
    }

    /** @param equal otherwise it is another, or for tags and notes, there is none such */
    record Text(TextKey key, boolean equal, TextPattern pattern) implements Condition {
        @Override
        public boolean dependsOnNews() {
            return key == TextKey.NODE || key == TextKey.JOB || key == TextKey.REASON;
        }
    }

    /** The newest attempt is in one of these states; without an attempt the state is {@code defined}. */
    record State(Set<AttemptState> states) implements Condition {
        public State {
            states = Set.copyOf(states);
        }

        @Override
        public boolean dependsOnNews() {
            return true;
        }
    }

    /** Compares a whole number. */
    record Number(NumberKey key, Comparison comparison, double value) implements Condition {
        @Override
        public boolean dependsOnNews() {
            return key == NumberKey.EXIT;
        }
    }

    /** Compares a time. */
    record Time(TimeKey key, Comparison comparison, TimeValue value) implements Condition {
        @Override
        public boolean dependsOnNews() {
            return key != TimeKey.CHANGED;
        }
    }

    /** Compares the text of all parameters, {@code name=value} with blanks between, or the value of a single one. */
    record Parameters(boolean equal, TextPattern pattern) implements Condition {}

    /** Compares a parameter or a metric. */
    record Value(Source source, String name, Comparison comparison, Literal literal) implements Condition {
        @Override
        public boolean dependsOnNews() {
            return source != Source.PARAMETER;
        }
    }
}
