package org.neronet.man.history;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user marked an experiment with.
 *
 * @param tags sorted
 */
public record Labels(boolean starred, List<String> tags) {
    public static final Labels NONE = new Labels(false, List.of());

    private static final Set<String> RESERVED = Set.of("all", "any", "last", "none", "and", "or", "not");
    private static final Pattern TAG = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    public Labels {
        tags = List.copyOf(tags);
    }

    /** What is wrong with a tag; selections must tell it from ids and their own words. */
    public static Optional<String> tagFault(String tag) {
        if (RESERVED.contains(tag.toLowerCase(Locale.ROOT))) {
            return Optional.of("'" + tag + "' is a reserved word and cannot be a tag");
        }
        return TAG.matcher(tag).matches()
                ? Optional.empty()
                : Optional.of("'" + tag + "' cannot be a tag: letters, digits and . _ + -, at least one letter,"
                        + " a letter or digit first, at most 64");
    }
}
