package org.neronet.common.disk;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Patterns of files and folders that are left out, as {@code .gitignore} has them: the last one that fits decides. */
public final class IgnorePatterns {
    /** Leaves nothing out. */
    public static final IgnorePatterns NONE = new IgnorePatterns(List.of());

    private final List<IgnorePattern> patterns;

    private IgnorePatterns(List<IgnorePattern> patterns) {
        this.patterns = patterns;
    }

    /** @throws PatternFault for the first that is none */
    public static IgnorePatterns of(List<String> patterns) {
        return new IgnorePatterns(patterns.stream().map(IgnorePattern::of).toList());
    }

    /** These, and behind them others. */
    public IgnorePatterns then(IgnorePatterns others) {
        return new IgnorePatterns(
                Stream.concat(patterns.stream(), others.patterns.stream()).toList());
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /**
     * Whether a file or folder is left out for its own sake. Nothing is asked of the folders around it: what is in a
     * folder that is left out is left out, and nothing of it can be taken back.
     *
     * @param path relative, with {@code /}
     * @param isFolder asked only when it matters
     */
    public boolean excludes(String path, BooleanSupplier isFolder) {
        if (patterns.isEmpty()) {
            return false;
        }
        var names = Stream.of(path.split("/"))
                .map(name -> name.codePoints().toArray())
                .toList();
        for (int i = patterns.size() - 1; i >= 0; i--) {
            if (patterns.get(i).fits(names, isFolder)) {
                return !patterns.get(i).takesBack();
            }
        }
        return false;
    }
}
