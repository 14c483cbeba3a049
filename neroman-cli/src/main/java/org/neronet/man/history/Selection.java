package org.neronet.man.history;

import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Expression;
import org.neronet.man.selection.SelectionReader;

/**
 * Which experiments the user means.
 *
 * @param text as typed
 * @param viewpoint that of this process when it is empty
 */
public record Selection(Expression expression, String text, Optional<Viewpoint> viewpoint) {
    /**
     * Reads words such as {@code 124-186}, {@code lang/deep} or {@code state=failed}; see the manual's page on selections.
     *
     * @throws NeronetException (usage) that names the bad part, its position and the grammar
     */
    public static Selection parse(List<String> words) {
        return new Selection(SelectionReader.read(words), String.join(" ", words), Optional.empty());
    }

    public Selection from(Viewpoint viewpoint) {
        return new Selection(expression, text, Optional.of(viewpoint));
    }
}
