package org.neronet.mum.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Workdir;

/** Takes plans in: all of a request's new ones are on disk before the reply, or none is. */
public final class SubmitHandler implements RequestHandler {
    private final Ledger ledger;
    private final Path state;
    private final InstantSource time;
    private final Function<AttemptPlan, Optional<String>> unfit;

    /**
     * @param state mum's own folder, whose disk must have room, too
     * @param unfit why an experiment can never run here
     */
    public SubmitHandler(Ledger ledger, Path state, InstantSource time, Function<AttemptPlan, Optional<String>> unfit) {
        this.unfit = unfit;
        this.ledger = ledger;
        this.state = state;
        this.time = time;
    }

    @Override
    public Call call() {
        return Call.SUBMIT;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException {
        var known = new ArrayList<AttemptKey>();
        var fresh = new LinkedHashMap<AttemptKey, AttemptPlan>();
        for (var plan : request.fields().objects("plans", AttemptPlan::fromJson)) {
            checkHome(plan.key(), request.session());
            if (ledger.find(plan.key()).isPresent() || fresh.putIfAbsent(plan.key(), plan) != null) {
                known.add(plan.key());
            }
        }
        fresh.values().forEach(this::checkFit);
        if (!fresh.isEmpty()) {
            keep(fresh, request.session().workdir());
        }
        return JsonObject.of("accepted", json(fresh.keySet().stream().toList())).with("known", json(known));
    }

    private void keep(Map<AttemptKey, AttemptPlan> fresh, Workdir workdir) throws IOException {
        workdir.ensure();
        Workdir.needRoom(state, 0);
        Workdir.needRoom(workdir.root(), 0);
        checkBlobs(fresh, workdir);
        var entries = new ArrayList<Entry>();
        for (var plan : fresh.values()) {
            entries.add(new Entry.Kept(plan, workdir.attempt(plan.key()).toString()));
            entries.add(new Entry.Happened(new Submitted(plan.key(), time.instant())));
        }
        ledger.append(entries).join();
    }

    private void checkFit(AttemptPlan plan) {
        unfit.apply(plan).ifPresent(reason -> {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "experiment " + plan.key().id() + " can never run here: it " + reason,
                    "change resources in config.yaml, then: neroman terminate "
                            + plan.key().id() + " && neroman resubmit "
                            + plan.key().id() + "; or change cpus, memory and gpus of the cluster in clusters.yaml");
        });
    }

    private static void checkHome(AttemptKey key, Session session) {
        if (!key.home().equals(session.home())) {
            throw new NeronetException(
                    ExitCode.USAGE, "experiment " + key.id() + " belongs to another home than this connection");
        }
    }

    private static void checkBlobs(Map<AttemptKey, AttemptPlan> fresh, Workdir workdir) {
        var blobs = workdir.blobs();
        long missing = fresh.values().stream()
                .flatMap(plan -> plan.code().stream())
                .map(CodeFile::sha256)
                .distinct()
                .filter(digest -> !blobs.has(digest))
                .count();
        if (missing > 0) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    missing + " files of the experiments have not arrived in " + workdir.root(),
                    "submit again; what has arrived is not sent twice");
        }
    }

    private static List<JsonObject> json(List<AttemptKey> keys) {
        return keys.stream().map(AttemptKey::toJson).toList();
    }
}
