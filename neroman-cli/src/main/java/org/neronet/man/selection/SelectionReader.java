package org.neronet.man.selection;

import java.util.List;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.selection.Expression.Intersection;
import org.neronet.man.selection.Expression.Union;
import org.neronet.man.selection.Term.Group;

/** Reads the words of a command line that select experiments; a pure function. */
public final class SelectionReader {
    private SelectionReader() {}

    /**
     * No words select everything that is not deleted; {@code --missing} and {@code --failed} leave that part of the rest.
     *
     * @throws NeronetException (usage) that says what is wrong, where, and what could be meant
     */
    public static Expression read(List<String> words) {
        var narrowings = Narrowing.among(words);
        var rest = Narrowing.without(words);
        var selected = rest.isEmpty() ? Group.EVERYTHING : SelectionParser.parse(String.join(" ", rest));
        if (narrowings.isEmpty()) {
            return selected;
        }
        var groups = narrowings.stream().map(each -> (Expression) each.group()).toList();
        var narrowing = groups.size() == 1 ? groups.get(0) : new Union(groups);
        return rest.isEmpty() ? narrowing : new Intersection(List.of(selected, narrowing));
    }

    /** The keys of conditions that are neither parameters nor metrics. */
    public static java.util.Set<String> keys() {
        return ConditionReader.keys();
    }
}
