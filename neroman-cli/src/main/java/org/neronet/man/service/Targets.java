package org.neronet.man.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Clusters;
import org.neronet.man.config.Preferences;
import org.neronet.man.config.Suggestion;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.selection.Narrowing;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.SpecFile;

/** Understands the words of a submit: which one is the cluster or group, which are folders, which select experiments. */
final class Targets {
    private static final Pattern IDS = Pattern.compile("[0-9][0-9,-]*");

    private static final Set<String> KEYWORDS = Set.of("and", "or", "not");

    private static final Pattern CLUSTER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]*");

    /**
     * @param place a cluster or a group as named; empty when none was
     * @param folders to define first
     */
    record Words(Optional<String> place, List<Path> folders, SubmitSelection selection) {}

    private final Path folder;
    private final Selections selections;
    private final Clusters clusters;
    private final Supplier<Preferences> preferences;

    Targets(Path folder, Selections selections, Clusters clusters, Supplier<Preferences> preferences) {
        this.folder = folder;
        this.selections = selections;
        this.clusters = clusters;
        this.preferences = preferences;
    }

    /** @throws NeronetException (usage) when nothing is left to submit, (not found) for a misspelt cluster */
    Words parse(List<String> words) {
        var rest = new ArrayList<>(Narrowing.without(words));
        Optional<String> place = Optional.empty();
        if (!rest.isEmpty() && isPlace(rest.get(0))) {
            place = Optional.of(rest.remove(0));
        } else if (rest.size() > 1 && isPlace(rest.get(rest.size() - 1))) {
            place = Optional.of(rest.remove(rest.size() - 1));
        }
        if (rest.isEmpty()) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "which experiments?",
                    "neroman submit " + place.orElse("CLUSTER") + " 1-24, or a folder; neroman status lists them");
        }
        var folders = rest.stream().filter(this::isFolder).map(folder::resolve).toList();
        if (place.isEmpty() && rest.size() > 1) {
            refuseMisspeltCluster(rest.stream().filter(word -> !isFolder(word)).toList());
        }
        Narrowing.among(words).forEach(each -> rest.add(each.option()));
        return new Words(place, folders, SubmitSelection.of(selections, rest, this::isFolder));
    }

    private boolean isPlace(String word) {
        return clusters.byName().containsKey(word) || clusters.members(word).isPresent();
    }

    /**
     * Where the experiments are to go.
     *
     * @param again whether they go where they were, unless a place is named
     */
    Place place(Words words, List<ExperimentRow> rows, boolean again) {
        var name = name(words.place().isEmpty() && again ? lastCluster(rows) : words.place());
        return clusters.members(name)
                .map(members -> new Place(name, members, true))
                .orElseGet(() -> Place.cluster(name));
    }

    /** What is meant: the named one, the default one, or {@code local} when there is no other. */
    private String name(Optional<String> named) {
        return named.or(clusters::defaultCluster)
                .or(() -> preferences.get().defaultCluster())
                .or(() -> clusters.byName().size() == 1
                        ? clusters.byName().keySet().stream().findFirst()
                        : Optional.empty())
                .orElseThrow(() -> new NeronetException(
                        ExitCode.USAGE,
                        "to which cluster? known are " + String.join(", ", clusters.places()),
                        "name it first (neroman submit CLUSTER 1-24), or set default_cluster in clusters.yaml"));
    }

    /** Where these experiments were tried last, when that is one place. */
    private static Optional<String> lastCluster(List<ExperimentRow> rows) {
        var places = rows.stream()
                .flatMap(row -> row.latest().stream())
                .map(AttemptRow::cluster)
                .distinct()
                .toList();
        if (places.size() > 1) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "these experiments ran on different clusters: " + String.join(", ", places),
                    "name one: neroman resubmit CLUSTER SELECTION");
        }
        return places.stream().findFirst();
    }

    /** The selected rows and those of the definitions, each once, in id order. */
    List<ExperimentRow> rows(Words words, List<Definition> defined) {
        return words.selection().rows(defined);
    }

    private boolean isFolder(String word) {
        if (IDS.matcher(word).matches() || KEYWORDS.contains(word) || word.indexOf('\0') >= 0) {
            return false;
        }
        boolean looksLikeOne = word.matches("\\.{1,2}|(/|\\./|\\.\\./).*");
        var path = folder.resolve(word);
        return looksLikeOne
                || Files.exists(path.resolve("config.yaml"))
                || word.matches(".*\\.ya?ml") && Files.isRegularFile(path);
    }

    private void refuseMisspeltCluster(List<String> rest) {
        boolean condition = rest.size() > 1 && rest.get(1).matches("[=!<>].*");
        if (rest.isEmpty() || condition || !CLUSTER.matcher(rest.get(0)).matches() || isExperiment(rest.get(0))) {
            return;
        }
        var known = clusters.places();
        if (!Suggestion.nearest(rest.get(0), known, 1).isEmpty()) {
            throw clusters.unknown(rest.get(0), known);
        }
        throw new NeronetException(
                ExitCode.NOT_FOUND,
                "no cluster, experiment or collection is called '" + rest.get(0) + "'",
                "known clusters: " + String.join(", ", known) + "; neroman status lists the experiments");
    }

    private boolean isExperiment(String word) {
        try {
            return !selections.find(List.of(word)).isEmpty();
        } catch (NeronetException e) {
            return e.code() != ExitCode.NOT_FOUND; // Otherwise the word is the misspelt cluster it looks like.
        }
    }

    /**
     * Reads the folders' experiments, all of them before anything is defined.
     *
     * @param limit most experiments in each
     * @param notices takes what is probably not meant, a line each
     */
    static List<Experiment> read(List<Path> folders, int limit, Consumer<String> notices) {
        var specifications =
                folders.stream().map(each -> SpecFile.read(each, limit)).toList();
        specifications.forEach(each -> each.warnings().forEach(warning -> notices.accept(warning.warning())));
        return specifications.stream()
                .flatMap(each -> each.experiments().stream())
                .toList();
    }
}
