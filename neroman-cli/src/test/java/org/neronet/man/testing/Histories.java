package org.neronet.man.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.json.JsonObject;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.Described;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.spec.Experiment;

/** Fills histories as the service does. */
public final class Histories {
    public static final List<CodeFile> CODE = List.of(new CodeFile("main.sh", 3, "a".repeat(64), false));

    public static final Provenance ORIGIN = new Provenance(
            "jane",
            "laptop",
            Optional.of(new GitState(
                    "c".repeat(40), Optional.of("main"), Optional.of("git@host:lang"), "+x", List.of("new.py"))),
            JsonObject.of("java", "17"));

    private Histories() {}

    public static List<Definition> define(History history, List<Experiment> experiments, Instant at) {
        return define(history, experiments, CODE, at);
    }

    public static List<Definition> define(
            History history, List<Experiment> experiments, List<CodeFile> code, Instant at) {
        var described =
                experiments.stream().map(each -> new Described(each, code)).toList();
        return history.define(described, origins(experiments), at);
    }

    public static List<AttemptRow> begin(History history, List<ExperimentRow> rows, String cluster, Instant at) {
        return history.beginAttempts(
                rows,
                cluster,
                origins(rows.stream().map(ExperimentRow::experiment).toList()),
                at);
    }

    private static Map<Path, Provenance> origins(List<Experiment> experiments) {
        var origins = new HashMap<Path, Provenance>();
        experiments.forEach(each -> origins.put(each.folder(), ORIGIN));
        return origins;
    }
}
