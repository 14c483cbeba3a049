package org.neronet.man.service;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.ShellWords;
import org.neronet.man.config.FirstFiles;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.config.Templates;
import org.neronet.man.service.NewFiles.NewFile;
import org.neronet.man.spec.SpecFile;

/** Writes the user's first files, commented so that they explain themselves; a file that is there is never touched. */
public final class Starter {
    private final NeronetHome home;

    Starter(NeronetHome home) {
        this.home = home;
    }

    public boolean hasPreferences() {
        return isThere(home.preferences());
    }

    public boolean hasClusters() {
        return isThere(home.clusters());
    }

    /**
     * Writes those of the files that are missing; nothing at all when something is wrong with one.
     *
     * @param folder of a first experiment, which may not exist yet
     * @throws NeronetException (usage) for a bad answer, (refused) when the home is foreign
     */
    public Started start(FirstAnswers answers, Optional<Path> folder) {
        var kept = new ArrayList<Path>();
        var missing = new ArrayList<NewFile>();
        add(home.preferences(), () -> FirstFiles.preferences(answers.preferences()), true, kept, missing);
        add(
                home.clusters(),
                () -> FirstFiles.clusters(answers.cluster(), answers.defaultCluster()),
                true,
                kept,
                missing);
        folder.ifPresent(place -> {
            checkFolder(place);
            add(place.resolve(SpecFile.NAME), Templates.EXPERIMENT::text, false, kept, missing);
        });
        var unused = unused(answers);
        home.ensure();
        NewFiles.write(missing);
        return new Started(missing.stream().map(NewFile::path).toList(), kept, unused);
    }

    private static void add(
            Path path, Supplier<String> text, boolean isPrivate, List<Path> kept, List<NewFile> missing) {
        if (isThere(path)) {
            kept.add(path);
        } else {
            missing.add(new NewFile(path, text.get(), isPrivate));
        }
    }

    private static void checkFolder(Path folder) {
        var place = folder;
        while (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            place = place.getParent();
        }
        if (!Files.isDirectory(place)) {
            throw new NeronetException(ExitCode.USAGE, place + " is not a folder", "neroman init FOLDER");
        } else if (!Files.isWritable(place)) {
            throw new NeronetException(
                    ExitCode.FAILURE, "cannot write in " + place + ": permission denied", "choose another folder");
        }
    }

    private List<String> unused(FirstAnswers answers) {
        var lines = new ArrayList<String>();
        if (hasPreferences()) {
            answers.preferences().forEach((key, value) -> lines.add("neroman config set " + key + " " + word(value)));
        }
        if (hasClusters()) {
            answers.cluster()
                    .ifPresent(cluster -> lines.add(Stream.of(
                                    Stream.of("neroman cluster add", word(cluster.name())),
                                    cluster.sshAddress().stream().map(Starter::word),
                                    Stream.of("--type", word(cluster.type())))
                            .flatMap(words -> words)
                            .reduce((a, b) -> a + " " + b)
                            .orElseThrow()));
            answers.defaultCluster().ifPresent(name -> lines.add("neroman config set default_cluster " + word(name)));
        }
        return lines;
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./@:-]+") ? text : ShellWords.quote(text);
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
