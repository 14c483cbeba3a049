package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Trial;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.SubmitOutcome;
import org.neronet.man.service.SubmitOutcome.Part;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.service.SubmitPreview.Batch;
import org.neronet.man.service.SubmitPreview.Item;
import org.neronet.man.service.SubmitPreview.SchedulerCall;
import org.neronet.man.service.SubmitPreview.Scripts;

/** The JSON forms of {@code submit} and of its dry run, schema 1: fields are only ever added. */
final class SubmitJson {
    private SubmitJson() {}

    static Map<String, Object> of(SubmitOutcome outcome) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put("cluster", outcome.place().name());
        json.put("submitted", Submitting.ids(outcome.started()));
        json.put("attached", Submitting.ids(outcome.attached()));
        json.put("ended", Submitting.ids(outcome.ended()));
        var clusters = new LinkedHashMap<String, Object>();
        outcome.parts().forEach(part -> clusters.put(part.cluster(), part(part, outcome)));
        json.put("clusters", clusters);
        return json;
    }

    private static Map<String, Object> part(Part part, SubmitOutcome outcome) {
        var json = new LinkedHashMap<String, Object>();
        json.put("submitted", Submitting.ids(part.started()));
        json.put("attached", Submitting.ids(part.attached()));
        json.put("ended", Submitting.ids(part.ended()));
        json.put("unsent", Submitting.ids(part.unsent()));
        var leftOut = outcome.leftOut().get(part.cluster());
        json.put(
                "error",
                part.trouble()
                        .or(() -> Optional.ofNullable(leftOut))
                        .map(NeronetException::getMessage)
                        .orElse(null));
        return json;
    }

    /** @param trials what the scheduler says to each batch; empty when it was not asked */
    static Map<String, Object> of(SubmitPreview preview, List<Trial> trials) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put("cluster", preview.place().name());
        json.put("members", preview.place().members());
        json.put("experiments", preview.items().stream().map(SubmitJson::item).toList());
        json.put(
                "batches",
                preview.batches().stream()
                        .filter(batch -> batch.call().isPresent())
                        .map(SubmitJson::batch)
                        .toList());
        if (!trials.isEmpty()) {
            json.put(
                    "trials",
                    trials.stream().map(trial -> trial.toJson().asMap()).toList());
        }
        json.put(
                "files", PreviewFiles.of(preview).stream().map(SubmitJson::file).toList());
        return json;
    }

    private static Map<String, Object> item(Item item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", item.id().orElse(null));
        json.put("name", item.experiment().name());
        json.put("action", item.action().name().toLowerCase(Locale.ROOT));
        json.put("argv", item.experiment().run().argv());
        json.put(
                "files",
                item.code()
                        .map(code -> code.files().stream().map(CodeFile::path).toList())
                        .orElse(null));
        json.put("bytes", item.code().map(code -> (Object) code.bytes()).orElse(null));
        json.put("scripts", item.scripts().map(SubmitJson::scripts).orElse(null));
        return json;
    }

    private static Map<String, Object> scripts(Scripts scripts) {
        var json = new LinkedHashMap<String, Object>();
        json.put("env.sh", scripts.environment());
        json.put("argv.sh", scripts.argv());
        return json;
    }

    private static Map<String, Object> batch(Batch batch) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "experiments", batch.items().stream().map(SubmitJson::reference).toList());
        json.put("sbatch", batch.call().map(SchedulerCall::words).orElse(List.of()));
        json.put("script", batch.call().map(SchedulerCall::script).orElse(null));
        json.put("error", batch.fault().orElse(null));
        return json;
    }

    private static Map<String, Object> reference(Item item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", item.id().orElse(null));
        json.put("name", item.experiment().name());
        return json;
    }

    private static Map<String, Object> file(PreviewFiles.Sent file) {
        var json = new LinkedHashMap<String, Object>();
        json.put("folder", file.folder().toString());
        json.put("path", file.file().path());
        json.put("bytes", file.file().size());
        json.put("sha256", file.file().sha256());
        return json;
    }
}
