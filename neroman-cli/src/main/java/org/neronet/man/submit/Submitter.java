package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neronet.common.batch.ProgramParameters;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.spec.Experiment;

/**
 * Brings attempts to mum. Attempts and plans are on disk before anything is sent, and mum knows attempts by their key: so
 * a submit that was cut off anywhere is simply done again, and starts nothing twice.
 */
public final class Submitter {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DIGESTS_PER_CALL = 10_000;

    private final History history;
    private final String homeId;
    private final Function<Path, Provenance> provenance;
    private final InstantSource clock;

    /** @param provenance of what is submitted from a folder */
    public Submitter(History history, String homeId, Function<Path, Provenance> provenance, InstantSource clock) {
        this.history = history;
        this.provenance = provenance;
        this.homeId = homeId;
        this.clock = clock;
    }

    /**
     * Starts and sends again what the choice says.
     *
     * @param snapshots has taken, or takes, the files; a fault there leaves everything as it was
     * @return the ids that this call brought to mum; others were begun by another neroman meanwhile
     * @throws NeronetException (usage) for files that cannot be sent; (connection) when mum is lost on the way
     */
    public List<Long> submit(
            MumDoor mum, String cluster, SubmitChoice choice, CodeSnapshots snapshots, UploadProgress progress) {
        var code = new HashMap<Long, CodeSnapshot>();
        choice.start().forEach(row -> code.put(row.id(), snapshots.take(row.experiment())));
        choice.resend().forEach(row -> code.put(row.id(), snapshots.take(row.experiment())));
        var plans = new ArrayList<>(begin(cluster, choice.start(), code));
        choice.resend().forEach(row -> plans.add(planAgain(mum, row, code.get(row.id()))));
        sendBlobs(mum, plans, sources(code), progress);
        sendPlans(mum, plans);
        return plans.stream().map(plan -> plan.key().id()).toList();
    }

    private List<AttemptPlan> begin(String cluster, List<ExperimentRow> rows, Map<Long, CodeSnapshot> code) {
        var experiments = new HashMap<Long, Experiment>();
        var origins = new HashMap<Path, Provenance>();
        rows.forEach(row -> {
            experiments.put(row.id(), row.experiment());
            origins.computeIfAbsent(row.experiment().folder(), provenance);
        });
        var plans = history.beginAttempts(rows, cluster, origins, clock.instant()).stream()
                .map(attempt -> plan(key(attempt), experiments.get(attempt.id()), code.get(attempt.id())))
                .toList();
        history.keepPlans(plans);
        return plans;
    }

    /** What was kept, unless mum lacks a file of it that is no longer there: then she cannot have got that plan. */
    private AttemptPlan planAgain(MumDoor mum, ExperimentRow row, CodeSnapshot now) {
        var attempt = row.latest().orElseThrow();
        var kept = history.plan(row.id(), attempt.attempt());
        if (kept.isPresent() && canSend(mum, kept.get(), now)) {
            return kept.get();
        }
        var fresh = plan(key(attempt), row.experiment(), now);
        history.keepPlans(List.of(fresh));
        return fresh;
    }

    private static boolean canSend(MumDoor mum, AttemptPlan kept, CodeSnapshot now) {
        var gone = new LinkedHashSet<String>();
        kept.code().stream()
                .map(CodeFile::sha256)
                .filter(sha -> !now.sources().containsKey(sha))
                .forEach(gone::add);
        return gone.isEmpty() || missing(mum, gone).isEmpty();
    }

    private AttemptKey key(AttemptRow attempt) {
        return new AttemptKey(homeId, attempt.id(), attempt.attempt());
    }

    /** What mum is told of an attempt. */
    public static AttemptPlan plan(AttemptKey key, Experiment experiment, CodeSnapshot code) {
        return new AttemptPlan(
                key,
                experiment.name(),
                experiment.run().argv(),
                experiment.run().environment(),
                experiment.run().setup(),
                code.files(),
                experiment.run().resources(),
                experiment.run().sbatchArgs(),
                experiment.results().include(),
                experiment.metrics(),
                experiment.results().maxBytes(),
                experiment.results().exclude(),
                experiment.run().workdir(),
                experiment.run().priority(),
                experiment.run().retries(),
                watch(experiment));
    }

    /** Beside what is written: its parameters, and of which block it is, whose experiments rules may compare. */
    private static JsonObject watch(Experiment experiment) {
        var kept = experiment.kept();
        var watch = kept.has("stop") ? kept.with("siblings", experiment.source()) : kept;
        var parameters = experiment.parameters();
        return parameters.isEmpty() ? watch : watch.with(ProgramParameters.KEY, JsonObject.ofMap(parameters));
    }

    private static Map<String, Path> sources(Map<Long, CodeSnapshot> code) {
        var sources = new HashMap<String, Path>();
        // By identity: hashing every list of files once for each experiment would take long.
        Set<CodeSnapshot> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(code.values());
        distinct.forEach(snapshot -> sources.putAll(snapshot.sources()));
        return sources;
    }

    private static void sendBlobs(
            MumDoor mum, List<AttemptPlan> plans, Map<String, Path> sources, UploadProgress progress) {
        var sizes = new LinkedHashMap<String, Long>();
        plans.forEach(plan -> plan.code().forEach(file -> sizes.put(file.sha256(), file.size())));
        var missing = missing(mum, sizes.keySet());
        long all = missing.stream().mapToLong(sizes::get).sum();
        long sent = 0;
        int files = 0;
        for (var sha : missing) {
            long before = sent;
            int number = files;
            put(mum, sha, sources.get(sha), bytes -> progress.sent(number, missing.size(), before + bytes, all));
            sent += sizes.get(sha);
            progress.sent(++files, missing.size(), sent, all);
        }
    }

    private static void put(MumDoor mum, String sha, Path file, java.util.function.LongConsumer progress) {
        try {
            mum.putBlob(sha, file, progress);
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "cannot send " + file + ": " + e.getMessage(),
                    "submit again: nothing is lost",
                    e);
        }
    }

    private static List<String> missing(MumDoor mum, Set<String> digests) {
        var all = List.copyOf(digests);
        var missing = new ArrayList<String>();
        for (int from = 0; from < all.size(); from += DIGESTS_PER_CALL) {
            var page = all.subList(from, Math.min(all.size(), from + DIGESTS_PER_CALL));
            missing.addAll(mum.call(Call.BLOBS_MISSING, JsonObject.of("digests", page), PATIENCE)
                    .strings("missing"));
        }
        missing.retainAll(digests);
        return missing;
    }

    private static void sendPlans(MumDoor mum, List<AttemptPlan> plans) {
        var taken = new HashSet<AttemptKey>();
        // Mum starts with the first page before she has the last.
        var inOrder = plans.stream()
                .sorted(Comparator.comparingInt(AttemptPlan::priority).reversed())
                .toList();
        for (var page : PlanPages.of(inOrder)) {
            var reply = mum.call(Call.SUBMIT, JsonObject.of("plans", page), PATIENCE);
            taken.addAll(reply.objects("accepted", AttemptKey::fromJson));
            taken.addAll(reply.objects("known", AttemptKey::fromJson));
        }
        var left = plans.stream()
                .map(AttemptPlan::key)
                .filter(key -> !taken.contains(key))
                .toList();
        if (!left.isEmpty()) {
            throw new NeronetException(
                    ExitCode.FAILURE,
                    "mum confirmed only " + (plans.size() - left.size()) + " of " + plans.size() + " experiments",
                    "submit again: what she has is not started twice");
        }
    }
}
