package org.neronet.man.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.history.DefinitionRow;
import org.neronet.man.history.Note;
import org.neronet.man.report.Dossier.Sent;
import org.neronet.man.report.Dossier.Tried;
import org.neronet.man.spec.Experiment;

/** The stable JSON form of all that is known of one experiment, schema 1: the fields of {@code status} and more. */
public final class DossierJson {
    private DossierJson() {}

    /** The document as plain values for {@link org.neronet.common.json.Json#write}. */
    public static Map<String, Object> of(Dossier dossier) {
        var json =
                StatusJson.experiment(dossier.report(), dossier.folderChanged().orElse(null));
        var row = dossier.report().row();
        json.put("identity", dossier.standing().identity().orElse(null));
        json.put("superseded_by", row.supersededBy().orElse(null));
        json.put("supersedes", dossier.standing().supersedes());
        json.put("same_as", dossier.standing().same());
        json.put("deleted_at", StatusJson.time(dossier.standing().deletedAt()));
        json.put("siblings", dossier.siblings().count());
        json.put("varied", dossier.siblings().varied());
        json.put("definition", definition(row.experiment()));
        json.put(
                "definitions",
                dossier.definitions().stream().map(DossierJson::defined).toList());
        json.put("attempts", dossier.attempts().stream().map(DossierJson::tried).toList());
        json.put("notes", dossier.notes().stream().map(DossierJson::note).toList());
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", StatusJson.SCHEMA);
        document.put("experiment", json);
        return document;
    }

    private static Map<String, Object> definition(Experiment experiment) {
        var run = experiment.run();
        var json = new LinkedHashMap<String, Object>();
        json.put("folder", experiment.folder().toString());
        json.put("source", experiment.source());
        json.put("argv", run.argv());
        json.put("env", run.environment());
        json.put("setup", run.setup());
        json.put("resources", run.resources().toJson());
        json.put("sbatch_args", run.sbatchArgs());
        json.put("priority", run.priority());
        json.put("retries", run.retries());
        json.put("main_code_file", experiment.code().mainFile().orElse(null));
        json.put("required_files", experiment.code().required());
        json.put("exclude", experiment.code().exclude());
        json.put("outputs", experiment.results().include());
        json.put("results_exclude", experiment.results().exclude());
        json.put("results_bytes", experiment.results().maxBytes());
        json.put("metrics", experiment.metrics());
        json.put("custom_msg", experiment.customMsg().orElse(null));
        json.put("rules", experiment.kept());
        return json;
    }

    private static Map<String, Object> defined(DefinitionRow row) {
        var json = new LinkedHashMap<String, Object>();
        json.put("at", StatusJson.time(Optional.of(row.at())));
        json.put("kind", row.kind());
        json.put("name", row.experiment().name());
        json.put("code", row.code().orElse(null));
        json.put("origin", Origins.wholeJson(Optional.of(row.provenance())));
        return json;
    }

    private static Map<String, Object> tried(Tried tried) {
        var status = tried.row().status();
        var json = new LinkedHashMap<String, Object>();
        json.put("attempt", tried.row().attempt());
        json.put("cluster", tried.row().cluster());
        json.put("state", status.state().word());
        json.put("reason", status.reason().orElse(null));
        json.put("evidence", status.evidence().orElse(null));
        json.put("job_id", status.jobId().orElse(null));
        json.put("node", status.node().orElse(null));
        json.put("exit_code", status.exitCode().orElse(null));
        json.put("termination_asked", status.terminationAsked());
        json.put("warnings", status.warnings());
        json.put("begun_at", StatusJson.time(Optional.of(tried.row().begun())));
        json.put("submitted_at", StatusJson.time(status.submittedAt()));
        json.put("started_at", StatusJson.time(status.startedAt()));
        json.put("ended_at", StatusJson.time(status.endedAt()));
        json.put("results", tried.row().results().orElse(null));
        json.put("origin", Origins.wholeJson(tried.origin()));
        json.put("environment", tried.environment().orElse(null));
        json.put("code", tried.code().map(DossierJson::code).orElse(null));
        return json;
    }

    private static Map<String, Object> code(Sent code) {
        var json = new LinkedHashMap<String, Object>();
        json.put("digest", code.digest());
        json.put("bytes", code.bytes());
        json.put("files", code.files().stream().map(CodeFile::toJson).toList());
        return json;
    }

    private static Map<String, Object> note(Note note) {
        var json = new LinkedHashMap<String, Object>();
        json.put("at", StatusJson.time(Optional.of(note.at())));
        json.put("author", note.author());
        json.put("text", note.text());
        return json;
    }
}
