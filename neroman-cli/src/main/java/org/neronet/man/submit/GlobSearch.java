package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.neronet.man.config.IoReason;

/** Finds what a pattern of {@code required_files} means, and enters only the folders in which that can be. */
final class GlobSearch {
    private final LeftOut leftOut;
    private final PathMatcher wanted;
    private final List<PathMatcher> ways = new ArrayList<>();
    private final boolean anyDepth;
    private final List<String> faults;
    private final List<Path> found = new ArrayList<>();

    /**
     * @param faults takes the folders that cannot be read, one line each
     * @throws PatternSyntaxException for what is no pattern
     */
    GlobSearch(String pattern, LeftOut leftOut, List<String> faults) {
        this.leftOut = leftOut;
        this.faults = faults;
        this.wanted = matcher(pattern);
        this.anyDepth = findWays(pattern);
    }

    /** {@code **}{@code /} also means no folder at all. Java has no group inside of a group. */
    private static PathMatcher matcher(String pattern) {
        var plain = pattern.indexOf('{') >= 0
                ? pattern
                : pattern.replaceFirst("^\\*\\*/", "{,**/}").replace("/**/", "{/,/**/}");
        return FileSystems.getDefault().getPathMatcher("glob:" + plain);
    }

    /** Notes the folders around what is wanted, from the top; returns whether there may be any number of others below. */
    private boolean findWays(String pattern) {
        var names = pattern.split("/");
        var way = "";
        for (int i = 0; i + 1 < names.length; i++) {
            way += (i == 0 ? "" : "/") + names[i];
            if (names[i].contains("**") || !isComplete(way)) {
                return true;
            }
            ways.add(matcher(way));
        }
        return names[names.length - 1].contains("**");
    }

    /** Whether no group is cut in two. */
    private static boolean isComplete(String way) {
        try {
            matcher(way);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Files and folders, relative to the experiment folder. What is in a folder that was found is not listed. */
    List<Path> find() {
        look(Path.of(""));
        return found;
    }

    private void look(Path relative) {
        try (var entries = Files.newDirectoryStream(leftOut.folder().resolve(relative))) {
            for (var entry : entries) {
                see(FolderWalk.inside(relative, entry.getFileName()), entry);
            }
        } catch (IOException e) {
            faults.add(LeftOut.slashed(relative) + " cannot be read: " + IoReason.of(e));
        } catch (DirectoryIteratorException e) {
            faults.add(LeftOut.slashed(relative) + " cannot be read: " + IoReason.of(e.getCause()));
        }
    }

    private void see(Path relative, Path entry) {
        boolean isWanted = wanted.matches(relative);
        if (!isWanted && !isWay(relative) || leftOut.test(relative)) {
            return;
        }
        if (isWanted) {
            found.add(relative);
        } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            look(relative);
        }
    }

    private boolean isWay(Path relative) {
        int depth = relative.getNameCount();
        return depth <= ways.size() ? ways.get(depth - 1).matches(relative) : anyDepth;
    }
}
