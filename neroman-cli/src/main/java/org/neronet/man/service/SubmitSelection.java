package org.neronet.man.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Selection;
import org.neronet.man.report.IdRanges;
import org.neronet.man.selection.Expression;
import org.neronet.man.selection.Narrowing;
import org.neronet.man.selection.SelectionReader;
import org.neronet.man.selection.Term;
import org.neronet.man.spec.Experiment;

/**
 * What is to be submitted: a selection in which a folder stands for what its file defines now.
 *
 * @param folders as the history names them
 * @param takesNew whether what is not defined yet belongs to it
 */
record SubmitSelection(Selections selections, Selection selection, Set<String> folders, boolean takesNew) {
    /** Reads the words; those that name folders may hold any characters. */
    static SubmitSelection of(Selections selections, List<String> words, Predicate<String> isFolder) {
        var folders = new LinkedHashMap<String, Term.Folder>();
        var plain = words.stream()
                .map(word -> isFolder.test(word) ? standIn(word, selections, folders) : word)
                .toList();
        var expression = SelectionReader.read(plain)
                .with(term -> term instanceof Term.Folder folder ? folders.getOrDefault(folder.path(), folder) : term);
        var paths = folders.values().stream().map(Term.Folder::path).collect(Collectors.toSet());
        var narrowings = Narrowing.among(words);
        return new SubmitSelection(
                selections,
                Selection.of(expression, String.join(" ", words)),
                paths,
                narrowings.isEmpty() || narrowings.contains(Narrowing.MISSING));
    }

    /** A word that the grammar takes for a folder. */
    private static String standIn(String word, Selections selections, Map<String, Term.Folder> folders) {
        var shown = word.replaceAll("[^\\p{L}\\p{N}._/-]", "_");
        var standIn = shown.matches("(\\.{1,2})?/.*|\\.{1,2}") ? shown : "./" + shown;
        var folder = new Term.Folder(selections.folder(word));
        while (!folders.getOrDefault(standIn, folder).equals(folder)) {
            standIn += "_";
        }
        folders.put(standIn, folder);
        return standIn;
    }

    /** @param defined what came of the folders; nothing while it is not known */
    List<ExperimentRow> rows(List<Definition> defined) {
        var ids = new LinkedHashMap<String, List<Long>>();
        defined.forEach(each -> ids.computeIfAbsent(each.experiment().folder().toString(), folder -> new ArrayList<>())
                .add(each.id()));
        var expression = selection.expression().with(term -> ofFolder(term, ids));
        var now = Selection.of(expression, selection.text());
        return selections.find(folders.isEmpty() || !defined.isEmpty() ? now : now.orNothing());
    }

    private Expression ofFolder(Term term, Map<String, List<Long>> ids) {
        if (!(term instanceof Term.Folder folder) || !folders.contains(folder.path())) {
            return term;
        }
        return new Expression.Union(IdRanges.of(ids.getOrDefault(folder.path(), List.of())).stream()
                .map(range -> (Expression) new Term.Ids(range.first(), range.last()))
                .toList());
    }

    /** Those of the folders' experiments that the words select, or may select when they are new. */
    List<Experiment> left(List<Experiment> read) {
        var all =
                folders.stream().map(path -> (Expression) new Term.Folder(path)).toList();
        var known = places(new Expression.Union(all));
        var selected = places(selection.expression());
        return read.stream()
                .filter(each -> known.contains(place(each)) ? selected.contains(place(each)) : takesNew)
                .toList();
    }

    private record Place(Path folder, String name) {}

    private static Place place(Experiment experiment) {
        return new Place(experiment.folder(), experiment.name());
    }

    private Set<Place> places(Expression expression) {
        return selections.find(Selection.of(expression, "").orNothing()).stream()
                .map(row -> place(row.experiment()))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
