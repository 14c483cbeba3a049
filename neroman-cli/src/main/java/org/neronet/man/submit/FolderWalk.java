package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neronet.man.config.FileKind;
import org.neronet.man.config.IoReason;

/**
 * Collects the regular files below one experiment folder. Links are followed while they stay inside; whatever cannot be
 * sent is a fault, and all faults are collected.
 */
final class FolderWalk {
    /** Where looking any further would only keep the user waiting for the same answer. */
    private static final int MAX_ENTRIES = 200_000;

    private final Path folder;
    private final Path realFolder;
    private final LeftOut leftOut;
    private final List<String> faults;
    private final SortedMap<String, Long> files = new TreeMap<>();
    private final Deque<Path> open = new ArrayDeque<>();

    /**
     * @param leftOut what is passed over below the folders that are added
     * @param faults takes what is found wrong, one line each
     */
    FolderWalk(LeftOut leftOut, List<String> faults) throws IOException {
        this.folder = leftOut.folder();
        this.realFolder = folder.toRealPath();
        this.leftOut = leftOut;
        this.faults = faults;
    }

    /** Sizes in bytes of what was found, by path relative to the folder with {@code /}. */
    SortedMap<String, Long> files() {
        return files;
    }

    /** Adds a file, or a folder with all below it that is not left out, given relative to the experiment folder. */
    void add(Path relative) {
        var name = LeftOut.slashed(relative);
        if (files.size() >= MAX_ENTRIES || LeftOut.isGit(relative)) {
            return;
        }
        var file = folder.resolve(relative);
        try {
            if (Files.isSymbolicLink(file) && !staysInside(file, name)) {
                return;
            }
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                addFolder(relative, file);
            } else if (attributes.isRegularFile()) {
                addFile(name, file, attributes.size());
            } else {
                faults.add(name + " is " + FileKind.of(file) + ", not a file that can be sent");
            }
        } catch (IOException e) {
            faults.add(name + " cannot be read: " + IoReason.of(e));
        }
    }

    private void addFolder(Path relative, Path file) throws IOException {
        var real = file.toRealPath();
        if (open.contains(real)) {
            faults.add(LeftOut.slashed(relative) + " is a link to a folder that it lies in");
            return;
        }
        open.push(real);
        try (Stream<Path> entries = Files.list(file)) {
            entries.map(entry -> inside(relative, entry.getFileName()))
                    .filter(entry -> !leftOut.test(entry))
                    .sorted()
                    .forEach(this::add);
        } finally {
            open.pop();
        }
    }

    private void addFile(String name, Path file, long size) {
        if (name.indexOf('\uFFFD') >= 0) {
            faults.add(name + " has a name that is not UTF-8");
        } else if (!Files.isReadable(file)) {
            faults.add(name + " cannot be read: permission denied");
        } else {
            files.put(name, size);
        }
    }

    private boolean staysInside(Path link, String name) throws IOException {
        var target = Files.readSymbolicLink(link);
        if (!Files.exists(link)) {
            faults.add("the link " + name + " -> " + target + " leads nowhere");
            return false;
        }
        if (!link.toRealPath().startsWith(realFolder)) {
            faults.add("the link " + name + " -> " + target + " leads out of the experiment folder");
            return false;
        }
        return true;
    }

    static Path inside(Path relative, Path entry) {
        return relative.toString().isEmpty() ? entry : relative.resolve(entry);
    }
}
