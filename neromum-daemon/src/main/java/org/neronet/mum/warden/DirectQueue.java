package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.batch.LimitWarning;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.store.Workdir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mum as her own scheduler. What runs is known from files and processes alone, so a restart of mum changes nothing. */
final class DirectQueue implements Queue {
    private static final Logger LOG = LoggerFactory.getLogger(DirectQueue.class);
    private static final Duration PACE = Duration.ofSeconds(1);
    /** As Slurm's KillWait. */
    private static final Duration AFTER_LIMIT = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final WardenTools tools;
    private final String host;
    private final String boot;
    private final DirectLaunch launcher;
    private final SessionKiller killer;
    private final TimeKeeper limits;
    private final Duration grace;
    private final Map<String, Path> folders = new HashMap<>();
    private final Taken taken;
    private ClusterSettings settings;

    /** @param grace how long a program may take to end by itself when it is cancelled */
    DirectQueue(WardenTools tools, Duration grace) throws IOException {
        this(tools, grace, LOOK, AFTER_LIMIT);
    }

    /**
     * @param look time between two looks for programs over their time limit
     * @param afterLimit how long those may take to end by themselves
     */
    DirectQueue(WardenTools tools, Duration grace, Duration look, Duration afterLimit) throws IOException {
        this.tools = tools;
        this.grace = grace;
        this.settings = tools.settings();
        this.host = HostName.here();
        this.boot = HostName.boot();
        this.taken = new Taken(tools.time());
        this.launcher = new DirectLaunch(tools.lib(), tools.environment());
        this.killer = new SessionKiller(tools.time());
        this.limits = new TimeKeeper(tools, killer, look, afterLimit);
        findRunning(workdir().root().resolve("batch"));
    }

    /** The parents that an earlier mum started and that still run. */
    private void findRunning(Path batches) throws IOException {
        if (!Files.isDirectory(batches)) {
            return;
        }
        try (Stream<Path> all = Files.list(batches)) {
            for (var batch : (Iterable<Path>) all::iterator) {
                findRunningIn(batch);
            }
        }
    }

    private void findRunningIn(Path batch) throws IOException {
        var notes = Spawned.folder(batch);
        if (!Files.isDirectory(notes)) {
            return;
        }
        try (Stream<Path> all = Files.list(notes)) {
            for (var note : (Iterable<Path>) all::iterator) {
                var line = note.getFileName().toString().replaceFirst("\\" + Share.SUFFIX + "$", "");
                if (line.matches("\\d{1,9}")
                        && !Files.exists(batch.resolve("marks").resolve(line + ".exit"))) {
                    var job = new DirectJob(batch, Integer.parseInt(line), host, boot);
                    taken.find(job);
                    limits.keep(job);
                }
            }
        }
    }

    @Override
    public int room() {
        return Math.max(0, node().slots() - taken.shares().size());
    }

    @Override
    public int room(AttemptPlan plan) {
        return node().room(plan.resources(), taken.shares());
    }

    @Override
    public Optional<String> unfit(AttemptPlan plan) {
        return node().unfit(plan.resources());
    }

    private DirectNode node() {
        return DirectNode.of(settings, tools.environment());
    }

    @Override
    public Launch launch(Batch batch) {
        folders.put(batch.token(), batch.folder());
        for (int line = 1; line <= batch.attempts().size(); line++) {
            try {
                var job = new DirectJob(batch.folder(), line, host, boot);
                if (!start(job, batch.first())) {
                    return new Launch.Unknown("line " + line + ": no free GPUs now");
                }
                limits.keep(job);
            } catch (IOException e) {
                LOG.error("batch {}, line {} cannot be started", batch.token(), line, e);
                var text = "cannot start sh: " + e.getMessage();
                return line == 1 ? new Launch.Refused(text) : new Launch.Unknown("line " + line + ": " + text);
            }
        }
        return new Launch.Accepted(Optional.empty());
    }

    private boolean start(DirectJob job, AttemptPlan plan) throws IOException {
        var node = node();
        var share = node.share(plan.resources(), taken.shares());
        if (share.isPresent()) {
            boolean hides = !share.get().gpus().isEmpty()
                    || settings.limits().gpus().filter(n -> n > 0).isPresent();
            launcher.start(job, share.get(), hides);
            taken.add(job, share.get());
        }
        return share.isPresent();
    }

    @Override
    public Optional<Listing> list(Collection<JobRef> live) {
        var reports = new HashMap<String, JobReport>();
        for (var ref : live) {
            try {
                job(ref).report().ifPresent(report -> reports.put(ref.id(), report));
            } catch (IOException | RuntimeException e) {
                LOG.warn("cannot look after job {}; nothing is concluded from that", ref.id(), e);
            }
        }
        return Optional.of(new Listing(reports));
    }

    private DirectJob job(JobRef ref) {
        var folder = folders.computeIfAbsent(ref.token(), token -> workdir().batch(token));
        return new DirectJob(folder, ref.line(), host, boot);
    }

    private Workdir workdir() {
        return Workdir.of(settings.workdir(), tools.lib().getParent().getParent(), tools.environment());
    }

    @Override
    public Optional<String> cancel(Collection<JobRef> jobs) {
        Optional<String> complaint = Optional.empty();
        for (var ref : jobs) {
            try {
                var job = job(ref);
                job.attempt().ifPresent(attempt -> killer.end(job, attempt, grace, Optional.empty()));
            } catch (IOException e) {
                LOG.warn("cannot cancel job {}", ref.id(), e);
                complaint = Optional.of("job " + ref.id() + ": " + e.getMessage());
            }
        }
        return complaint;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public List<String> passedOver(AttemptPlan plan) {
        var lines = new ArrayList<String>();
        if (!plan.sbatchArgs().isEmpty()) {
            lines.add("sbatch_args are for Slurm, so this direct queue passed them over");
        }
        if (plan.resources().pack().isPresent()) {
            lines.add("pack has no effect here: a direct queue runs short experiments side by side without it");
        }
        if (plan.resources().time().isEmpty() && LimitWarning.of(plan).isPresent()) {
            lines.add("before_time_limit has no effect here without a limit such as resources: {time: 4h}");
        }
        return lines;
    }

    @Override
    public void onFreed(Runnable listener) {
        launcher.onEnd(listener);
    }

    @Override
    public boolean parentStartsKid() {
        return false;
    }

    @Override
    public List<String> kidAddresses() {
        return List.of("127.0.0.1");
    }

    @Override
    public void settings(ClusterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void close() {
        limits.close();
        killer.close();
    }
}
