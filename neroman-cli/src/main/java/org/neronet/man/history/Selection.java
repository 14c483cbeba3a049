package org.neronet.man.history;

import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Expression;
import org.neronet.man.selection.SelectionReader;
import org.neronet.man.selection.Term;

/**
 * Which experiments the user means.
 *
 * @param text as typed
 * @param viewpoint that of this process when it is empty
 * @param mayBeEmpty whether it is no fault that nothing matches, or that a folder has nothing
 */
public record Selection(Expression expression, String text, Optional<Viewpoint> viewpoint, boolean mayBeEmpty) {
    /**
     * Reads words such as {@code 124-186}, {@code lang/deep} or {@code state=failed}; see the manual's page on selections.
     *
     * @throws NeronetException (usage) that names the bad part, its position and the grammar
     */
    public static Selection parse(List<String> words) {
        return of(SelectionReader.read(words), String.join(" ", words));
    }

    /** @param text what it is called when nothing matches; without any words at all, that is no fault */
    public static Selection of(Expression expression, String text) {
        return new Selection(expression, text, Optional.empty(), expression == Term.Group.EVERYTHING);
    }

    public Selection from(Viewpoint viewpoint) {
        return new Selection(expression, text, Optional.of(viewpoint), mayBeEmpty);
    }

    public Selection orNothing() {
        return new Selection(expression, text, viewpoint, true);
    }
}
