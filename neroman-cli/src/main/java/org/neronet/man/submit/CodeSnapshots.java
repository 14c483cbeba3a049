package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;
import org.neronet.man.history.FileMemory;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.IgnoreFile;

/** Takes the snapshots of one submit; experiments that need the same files of one folder share one. */
public final class CodeSnapshots {
    /** Most bytes of one snapshot. */
    static final long MAX_BYTES = 1_000_000_000;

    /** Most files of one snapshot. */
    static final int MAX_FILES = 10_000;

    private static final int SHOWN = 20;

    private record Wanted(Path folder, List<String> required, List<String> exclude, Set<String> named) {}

    private final Map<Wanted, CodeSnapshot> taken = new HashMap<>();
    private final Map<Path, Map<String, Boolean>> words = new HashMap<>();
    private final Map<Path, IgnorePatterns> ignored = new HashMap<>();
    private final FileDigests digests;
    private final Map<CodeSnapshot, Map<String, List<CodeFile>>> identifying = new IdentityHashMap<>();

    public CodeSnapshots() {
        this(FileMemory.NONE);
    }

    /** @param memory of what files contain */
    public CodeSnapshots(FileMemory memory) {
        this.digests = new FileDigests(memory);
    }

    /**
     * The files that an experiment is sent with: its required files (without any, the whole folder), its main code file,
     * and words of its command that are files of the folder. What {@link LeftOut} has is sent only when it is named.
     *
     * @throws NeronetException (usage) that names every file that is missing, leads out of the folder or is no file, or
     *     the biggest ones when it is too much; or that holds the faults of {@code .neronetignore}
     */
    public CodeSnapshot take(Experiment experiment) {
        var named = new TreeSet<String>();
        experiment.code().mainFile().ifPresent(named::add);
        // A sweep of thousands has few different words, and a look at each file costs on a network drive.
        var known = words.computeIfAbsent(experiment.folder(), folder -> new HashMap<>());
        var before = experiment.run().workdir().map(folder -> folder + "/").orElse("");
        experiment.run().argv().stream()
                .filter(word -> !word.isEmpty() && !word.startsWith("/"))
                .map(word -> before + word)
                .filter(path -> known.computeIfAbsent(path, p -> isFileOf(experiment.folder(), p)))
                .forEach(named::add);
        var code = experiment.code();
        var wanted = new Wanted(experiment.folder(), code.required(), code.exclude(), named);
        var snapshot = taken.get(wanted);
        if (snapshot == null) {
            snapshot = take(wanted, experiment);
            taken.put(wanted, snapshot);
        }
        return snapshot;
    }

    /**
     * The files that make an experiment what it is: what it is sent with, without its own description, which is compared as
     * what it says. Experiments that share a snapshot share the list.
     */
    public List<CodeFile> identifying(Experiment experiment) {
        var snapshot = take(experiment);
        return identifying
                .computeIfAbsent(snapshot, each -> new HashMap<>())
                .computeIfAbsent(experiment.specFile(), spec -> withoutDescription(snapshot.files(), spec));
    }

    /** The files but the description in that file. */
    public static List<CodeFile> withoutDescription(List<CodeFile> files, String specFile) {
        return files.stream().filter(file -> !file.path().equals(specFile)).toList();
    }

    /** Keeps for later runs what had to be read in this one. */
    public void remember() {
        digests.remember();
    }

    private CodeSnapshot take(Wanted wanted, Experiment experiment) {
        var faults = new ArrayList<String>();
        try {
            var leftOut = leftOut(wanted);
            var walk = new FolderWalk(leftOut, faults);
            if (wanted.required().isEmpty()) {
                walk.add(Path.of(""));
            }
            wanted.required().forEach(pattern -> addRequired(leftOut, pattern, walk, faults));
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

    private LeftOut leftOut(Wanted wanted) {
        var ofFile = ignored.computeIfAbsent(wanted.folder(), IgnoreFile::read);
        return new LeftOut(wanted.folder(), ofFile.then(IgnorePatterns.of(wanted.exclude())));
    }

    private static void addRequired(LeftOut leftOut, String pattern, FolderWalk walk, List<String> faults) {
        var folder = leftOut.folder();
        if (pattern.startsWith("/")) {
            return; // Absolute paths are the cluster's.
        }
        var plain = relative(pattern);
        if (plain.startsWith("..")) {
            faults.add("'" + pattern + "' leads out of the experiment folder");
        } else if (Files.exists(folder.resolve(plain)) || Files.isSymbolicLink(folder.resolve(plain))) {
            walk.add(plain);
        } else if (!addMatching(leftOut, pattern, walk, faults)) {
            var hint = leftOut.patterns().isEmpty() ? "" : ", as far as it is not excluded";
            faults.add("'" + pattern + "' is not in " + folder + hint);
        }
    }

    private static boolean addMatching(LeftOut leftOut, String pattern, FolderWalk walk, List<String> faults) {
        if (!pattern.matches(".*[*?\\[{].*")) {
            return false;
        }
        try {
            int before = faults.size();
            var found = new GlobSearch(pattern.replaceAll("/+$", ""), leftOut, faults).find();
            found.forEach(walk::add);
            return !found.isEmpty() || faults.size() > before;
        } catch (PatternSyntaxException e) {
            return false; // Then it is a name, and there is no such file.
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
            walk.add(path);
        }
    }

    private static boolean isFileOf(Path folder, String word) {
        if (word.length() > 4096) {
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
                    "mend it, or say in " + experiment.source() + " which files are needed, or which are not:"
                            + " required_files: [FILE, …] or exclude: [PATTERN, …]");
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
                "leave out what is not needed (exclude: [PATTERN, …] in config.yaml, or lines of .neronetignore), or name"
                        + " what is (required_files: [FILE, …]); bring big data to the cluster once and use its absolute"
                        + " path there");
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
