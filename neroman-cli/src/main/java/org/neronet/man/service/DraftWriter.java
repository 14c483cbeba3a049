package org.neronet.man.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;
import org.neronet.man.config.YamlSource;
import org.neronet.man.spec.DraftBlock;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.SpecFile;

/** Makes a {@code config.yaml} of a typed command line; writes nothing that would run anything else. */
final class DraftWriter {
    private final Path folder;
    private final Path file;

    /** @throws NeronetException (not found) when there is no such folder */
    DraftWriter(Path folder) {
        try {
            this.folder = folder.toRealPath();
            this.file = this.folder.resolve(SpecFile.NAME);
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    "the folder " + folder + " cannot be used: " + IoReason.of(e),
                    "make it first: mkdir " + folder,
                    e);
        }
    }

    Draft write(String name, List<String> words, boolean append) {
        checkWords(name, words);
        var block = DraftBlock.of(name, words, this::isFile);
        var whole = DraftBlock.file(block);
        checkRuns(SpecFile.of(file, whole).experiments(), words);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            NewFiles.write(List.of(new NewFiles.NewFile(file, whole, false)));
            return new Draft(file, block, Draft.Kind.WRITTEN);
        }
        if (!append) {
            return new Draft(file, block, Draft.Kind.NOT_WRITTEN);
        }
        append(block, words);
        return new Draft(file, block, Draft.Kind.APPENDED);
    }

    private static void checkWords(String name, List<String> words) {
        Experiment.nameFault(name).ifPresent(fault -> {
            throw new NeronetException(ExitCode.USAGE, fault, "neroman template lr-test python3 main.py --lr 0.1");
        });
        for (var word : words) {
            if (word.indexOf('\ufffd') >= 0) {
                throw new NeronetException(
                        ExitCode.USAGE, "'" + word + "' is not UTF-8, which a file of YAML must be", "rename it");
            }
        }
    }

    private static void checkRuns(List<Experiment> experiments, List<String> words) {
        if (experiments.size() != 1 || !experiments.get(0).run().argv().equals(words)) {
            throw new IllegalStateException("the block would not run " + words + " but " + experiments);
        }
    }

    /** Whether a word is a file or folder of the experiment folder that can be sent; results are none. */
    private boolean isFile(String word) {
        if (word.isBlank() || word.startsWith("/") || word.startsWith("~")) {
            return false;
        }
        var path = Path.of(word).normalize();
        if (path.toString().isEmpty() || path.startsWith("..") || path.startsWith("results")) {
            return false;
        }
        var place = folder.resolve(path);
        return (Files.isRegularFile(place) || Files.isDirectory(place)) && Files.isReadable(place);
    }

    private void append(String block, List<String> words) {
        var source = YamlSource.of(file);
        var before = source.root().isEmpty()
                ? List.<Experiment>of()
                : SpecFile.of(file, source.text()).experiments();
        var addition = (source.text().isEmpty() || source.text().endsWith("\n") ? "" : "\n") + "\n" + block;
        var after = afterwards(source.text() + addition);
        before.forEach(each -> checkStays(each, after));
        var names = before.stream().map(Experiment::name).toList();
        var fresh = after.stream().filter(each -> !names.contains(each.name())).toList();
        if (fresh.size() != 1 || !fresh.get(0).run().argv().equals(words)) {
            throw refused("with what it inherits from the top of the file, the block would be "
                    + (fresh.size() == 1 ? "something else than you typed" : fresh.size() + " experiments"));
        }
        replace(addition);
    }

    private void checkStays(Experiment each, List<Experiment> after) {
        var same =
                after.stream().filter(other -> other.name().equals(each.name())).findFirst();
        if (same.isEmpty()) {
            throw refused("its experiment '" + each.name() + "' would be no more, because with '+' blocks only they"
                    + " are experiments");
        } else if (!same.get().digest().equals(each.digest())) {
            throw refused("its experiment '" + each.name() + "' would be another with lines behind the last one");
        }
    }

    private List<Experiment> afterwards(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > YamlSource.MAX_BYTES) {
            throw refused("it would be larger than 1 MiB");
        }
        try {
            return SpecFile.of(file, text).experiments();
        } catch (NeronetException e) {
            throw refused("with the block it would not be in order:\n" + e.getMessage());
        }
    }

    private NeronetException refused(String why) {
        return new NeronetException(
                ExitCode.REFUSED,
                file + " was left as it is: " + why,
                "without --append the block is printed, to be put where it fits");
    }

    /** A link stays one, and the file keeps its mode. */
    private void replace(String addition) {
        try {
            var target = file.toRealPath();
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(target));
            var old = Files.readAllBytes(target);
            var more = addition.getBytes(StandardCharsets.UTF_8);
            var all = java.util.Arrays.copyOf(old, old.length + more.length);
            System.arraycopy(more, 0, all, old.length, more.length);
            AtomicFile.write(target, all, mode);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private NeronetException cannotWrite(IOException e) {
        return new NeronetException(
                ExitCode.FAILURE, "cannot write " + file + ": " + IoReason.of(e), "check the folder's permissions", e);
    }
}
