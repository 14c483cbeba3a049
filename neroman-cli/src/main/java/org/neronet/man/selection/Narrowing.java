package org.neronet.man.selection;

import java.util.List;
import java.util.stream.Stream;
import org.neronet.man.selection.Term.Group;

/** Options of commands that leave a part of what their words select. */
public enum Narrowing {
    MISSING("--missing", Group.MISSING),
    FAILED("--failed", Group.FAILED);

    private final String option;
    private final Group group;

    Narrowing(String option, Group group) {
        this.option = option;
        this.group = group;
    }

    /** As typed. */
    public String option() {
        return option;
    }

    Group group() {
        return group;
    }

    /** Those among the words. */
    public static List<Narrowing> among(List<String> words) {
        return Stream.of(values()).filter(each -> words.contains(each.option)).toList();
    }

    /** The words that are no such option. */
    public static List<String> without(List<String> words) {
        return words.stream()
                .filter(word -> Stream.of(values()).noneMatch(each -> each.option.equals(word)))
                .toList();
    }
}
