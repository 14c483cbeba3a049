package org.neronet.man.cli;

import java.util.Collection;
import java.util.List;
import org.neronet.man.report.IdRanges;
import org.neronet.man.service.FetchedResults;

/** Turns of phrase that several commands use. */
final class Phrases {
    private Phrases() {}

    /** {@code 24 experiments: 1-24}. */
    static String experiments(Collection<Long> ids) {
        return ids.size() + (ids.size() == 1 ? " experiment: " : " experiments: ") + IdRanges.text(ids);
    }

    /** What became of fetching one attempt's results, one line. */
    static String fetched(FetchedResults results) {
        var number = "#" + results.id();
        if (results.folder().isEmpty()) {
            return number + " results could not be fetched: "
                    + results.trouble().orElse("for no known reason");
        }
        var files = results.files() + (results.files() == 1 ? " file" : " files");
        var left = results.leftOut().isEmpty() ? "" : "; left out: " + listed(results.leftOut());
        return number + " results: " + files + " in " + results.folder().get() + left;
    }

    private static String listed(List<String> names) {
        var shown = String.join(", ", names.subList(0, Math.min(5, names.size())));
        return names.size() > 5 ? shown + " and " + (names.size() - 5) + " more" : shown;
    }
}
