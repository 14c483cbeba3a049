package org.neronet.man.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;
import org.neronet.man.spec.Experiment;

/** Takes the snapshots of one submit; experiments that need the same files of one folder share one. */
public final class CodeSnapshots {
    /** Most bytes of one snapshot. */
    static final long MAX_BYTES = 1_000_000_000;

    /** Most files of one snapshot. */
    static final int MAX_FILES = 10_000;

    private static final int SHOWN = 20;

    private static final Set<String> NEVER_SENT = Set.of("results");

    private record Wanted(Path folder, List<String> required, Set<String> named) {}

    private final Map<Wanted, CodeSnapshot> taken = new HashMap<>();
    private final FileDigests digests = new FileDigests();

    /**
     * The files that an experiment is sent with: its required files (without any, the whole folder but {@code results/}
     * and {@code .git}), its main code file, and words of its command that are files of the folder.
     *
     * @throws NeronetException (usage) that names every file that is missing, leads out of the folder or is no file, or
     *     the biggest ones when it is too much
     */
    public CodeSnapshot take(Experiment experiment) {
        var named = new TreeSet<String>();
        experiment.code().mainFile().ifPresent(named::add);
        experiment.run().argv().stream()
                .filter(word -> isFileOf(experiment.folder(), word))
                .forEach(named::add);
        var wanted = new Wanted(experiment.folder(), experiment.code().required(), named);
        var snapshot = taken.get(wanted);
        if (snapshot == null) {
            snapshot = take(wanted, experiment);
            taken.put(wanted, snapshot);
        }
        return snapshot;
    }

    private CodeSnapshot take(Wanted wanted, Experiment experiment) {
        var faults = new ArrayList<String>();
        try {
            var walk = new FolderWalk(wanted.folder(), faults);
            if (wanted.required().isEmpty()) {
                walk.add(Path.of(""), NEVER_SENT);
            }
            wanted.required().forEach(pattern -> addRequired(wanted.folder(), pattern, walk, faults));
            wanted.named().forEach(name -> addNamed(wanted.folder(), name, walk, faults));
            refuse(faults, experiment);
            limit(walk.files(), wanted.folder());
            return snapshot(wanted.folder(), walk.files());
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    "cannot read the experiment folder " + wanted.folder() + " of " + experiment.name() + ": "
                            + IoReason.of(e),
                    "bring it back, or define the experiments where they are now: neroman add FOLDER",
                    e);
        }
    }

    private static void addRequired(Path folder, String pattern, FolderWalk walk, List<String> faults) {
        if (pattern.startsWith("/")) {
            return; // Absolute paths are the cluster's.
        }
        var plain = relative(pattern);
        if (plain.startsWith("..")) {
            faults.add("'" + pattern + "' leads out of the experiment folder");
        } else if (Files.exists(folder.resolve(plain)) || Files.isSymbolicLink(folder.resolve(plain))) {
            walk.add(plain, Set.of());
        } else if (!addMatching(folder, pattern, walk)) {
            faults.add("'" + pattern + "' is not in " + folder);
        }
    }

    private static boolean addMatching(Path folder, String pattern, FolderWalk walk) {
        if (!pattern.matches(".*[*?\\[{].*")) {
            return false;
        }
        try (var all = Files.walk(folder)) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceAll("/+$", ""));
            var found = all.map(folder::relativize)
                    .filter(path -> !path.startsWith("results") && matcher.matches(path))
                    .toList();
            found.forEach(path -> walk.add(path, Set.of()));
            return !found.isEmpty();
        } catch (PatternSyntaxException e) {
            return false; // Then it is a name, and there is no such file.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addNamed(Path folder, String name, FolderWalk walk, List<String> faults) {
        var path = relative(name);
        if (name.startsWith("/") || walk.files().containsKey(path.toString())) {
            return;
        }
        if (path.startsWith("..")) {
            faults.add("'" + name + "' leads out of the experiment folder");
        } else if (Files.isDirectory(folder.resolve(path))) {
            faults.add("'" + name + "' is a folder, not a program");
        } else if (!Files.exists(folder.resolve(path))) {
            faults.add("the main code file " + folder.resolve(path) + " does not exist");
        } else {
            walk.add(path, Set.of());
        }
    }

    private static boolean isFileOf(Path folder, String word) {
        if (word.isEmpty() || word.startsWith("/") || word.length() > 4096) {
            return false;
        }
        try {
            var path = Path.of(word).normalize();
            return !path.toString().isEmpty() && !path.startsWith("..") && Files.isRegularFile(folder.resolve(path));
        } catch (InvalidPathException e) {
            return false; // A word that can be no path is no file.
        }
    }

    private static Path relative(String name) {
        return Path.of(name).normalize();
    }

    private static void refuse(List<String> faults, Experiment experiment) {
        if (!faults.isEmpty()) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "the files of " + experiment.name() + " cannot be sent: " + told(new LinkedHashSet<>(faults)),
                    "mend it, or say in " + experiment.source() + " which files are needed: required_files: [FILE, …]");
        }
    }

    private static String told(Set<String> faults) {
        var shown = faults.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return faults.size() > SHOWN ? shown + "; and " + (faults.size() - SHOWN) + " more" : shown;
    }

    static void limit(SortedMap<String, Long> files, Path folder) {
        long bytes = files.values().stream().mapToLong(Long::longValue).sum();
        if (bytes <= MAX_BYTES && files.size() <= MAX_FILES) {
            return;
        }
        var biggest = files.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .map(file -> "%s (%d kB)".formatted(file.getKey(), file.getValue() / 1000))
                .toList();
        throw new NeronetException(
                ExitCode.USAGE,
                "%s is too much to send: %d files, %d MB, the limits are %d files and %d MB; the biggest are %s"
                        .formatted(
                                folder,
                                files.size(),
                                bytes / 1_000_000,
                                MAX_FILES,
                                MAX_BYTES / 1_000_000,
                                String.join(", ", biggest)),
                "name what is needed in config.yaml (required_files: [FILE, …]); bring big data to the cluster once and"
                        + " use its absolute path there");
    }

    private CodeSnapshot snapshot(Path folder, SortedMap<String, Long> files) throws IOException {
        var code = new ArrayList<CodeFile>();
        var sources = new TreeMap<String, Path>();
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            var digest = digests.of(path);
            var executable = Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
            code.add(new CodeFile(file.getKey(), Files.size(path), digest, executable));
            sources.put(digest, path);
        }
        return new CodeSnapshot(code, sources);
    }
}
