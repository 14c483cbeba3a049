package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.batch.Packing;
import org.neronet.common.batch.SbatchCall;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.store.Workdir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Slurm as mum uses it: one question for all jobs, and no answer taken for more than it says. */
final class SlurmQueue implements Queue {
    /** Longest wait for a question; while the controller is away {@code squeue} hangs. */
    static final Duration QUESTION = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(SlurmQueue.class);
    private static final Duration SUBMISSION = Duration.ofSeconds(75);
    /** One squeue is two calls in the controller's statistics, and six a minute are what mum allows herself. */
    private static final Duration PACE = Duration.ofSeconds(20);

    private static final Duration APART = Duration.ofSeconds(30);

    private final WardenTools tools;
    private final SlurmAccounting accounting;
    private final SlurmMemory memory;
    private final NodeSize nodes;
    private final Map<String, String> environment;
    private ClusterSettings settings;
    private final SubmitRoom submitRoom;
    private Optional<Integer> largestArray = Optional.empty();

    SlurmQueue(WardenTools tools) {
        this.tools = tools;
        this.settings = tools.settings();
        this.environment = JobEnvironment.named(tools.environment());
        this.memory = new SlurmMemory(tools.runner(), tools.time());
        this.nodes = new NodeSize(tools.runner());
        this.submitRoom = new SubmitRoom(tools.time());
        this.accounting = new SlurmAccounting(tools.runner(), tools.time());
    }

    @Override
    public int room() {
        if (largestArray.isEmpty()) {
            largestArray = askLargestArray();
        }
        return submitRoom.within(largestArray.orElse(0));
    }

    private Optional<Integer> askLargestArray() {
        try {
            return SlurmConfig.ask(tools.runner(), QUESTION)
                    .flatMap(config -> config.value("MaxArraySize"))
                    .filter(size -> size.matches("\\d{1,9}"))
                    .map(size -> Math.max(1, Integer.parseInt(size) - 1));
        } catch (IOException e) {
            LOG.warn("scontrol cannot be run; nothing is submitted until it can", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    @Override
    public Packing packing(AttemptPlan plan, int waiting) throws InterruptedException {
        return plan.resources().pack().isPresent() ? Packing.of(plan.resources(), waiting, nodes.cpus()) : Packing.NONE;
    }

    @Override
    public Launch launch(Batch batch) throws InterruptedException {
        var fault = SbatchCall.fault(batch.first(), settings);
        if (fault.isPresent()) {
            return new Launch.Refused(fault.get());
        }
        try {
            var argv = SbatchCall.argv(batch.array(), settings, assignments());
            var launch = SbatchAnswer.of(tools.runner().run(argv, SUBMISSION));
            submitRoom.heard(launch, batch.jobs().size());
            return launch;
        } catch (IOException e) {
            return new Launch.Unknown("sbatch: " + e.getMessage());
        }
    }

    private List<String> assignments() {
        return environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
    }

    @Override
    public Optional<Listing> list(Collection<JobRef> live) throws InterruptedException {
        var rows = rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var jobs = reports(rows.get());
        var open = live.stream()
                .filter(job -> needsAccounting(jobs.get(job.id())))
                .map(job -> known(job, jobs))
                .toList();
        jobs.putAll(accounting.of(open, this::intent));
        memory.refresh();
        return Optional.of(new Listing(jobs));
    }

    /**
     * What accounting has as waiting or running, though the controller has nothing of its array, was forgotten. Elsewhere the
     * controller is asked more closely: of a waiting element that was cancelled alone neither of the two keeps a record.
     */
    @Override
    public Recall recall(JobRef job, Instant lastSeen) throws InterruptedException {
        return switch (accounting.last()) {
            case TOLD -> accounting.isLive(job) ? memory.ofLive(job) : memory.of(job, lastSeen);
            case ABSENT -> memory.of(job, lastSeen);
            case FAILED -> Recall.SILENT;
        };
    }

    @Override
    public Map<String, NodeWord> nodes(Set<String> names) throws InterruptedException {
        return SlurmNodeWords.ask(names, tools.runner());
    }

    private Optional<List<SlurmRow>> rows() throws InterruptedException {
        var argv = List.of(
                "env",
                SlurmRow.TIMES,
                "squeue",
                "--local",
                "-h",
                "-r",
                "-t",
                "all",
                "-u",
                user(),
                "-o",
                SlurmRow.FORMAT);
        try {
            var result = tools.runner().run(argv, QUESTION);
            if (result.succeeded()) {
                return Optional.of(SlurmRow.parse(result.out()));
            }
            LOG.warn("squeue does not answer: {}", result.timedOut() ? "timed out" : result.complaint());
        } catch (IOException e) {
            LOG.warn("squeue cannot be run", e);
        }
        return Optional.empty();
    }

    private String user() {
        return environment.getOrDefault("LOGNAME", environment.getOrDefault("USER", System.getProperty("user.name")));
    }

    /** Should a batch have been taken twice, what is most alive speaks for the job. */
    private static Map<String, JobReport> reports(List<SlurmRow> rows) {
        return rows.stream().collect(Collectors.toMap(SlurmRow::id, SlurmRow::report, SlurmQueue::moreAlive));
    }

    private static JobReport moreAlive(JobReport one, JobReport other) {
        return aliveness(other) > aliveness(one) ? other : one;
    }

    private static int aliveness(JobReport report) {
        return switch (report.phase()) {
            case ENDED -> 0;
            case PENDING -> 1;
            case RUNNING -> 2;
        };
    }

    /** What squeue no longer knows, a failure, of which it does not tell the exit code, and who cancelled on a node. */
    private static boolean needsAccounting(JobReport report) {
        return report == null
                || report.words().startsWith("squeue: FAILED")
                || report.words().startsWith("squeue: CANCELLED")
                        && report.node().isPresent();
    }

    private static JobRef known(JobRef job, Map<String, JobReport> jobs) {
        var report = jobs.get(job.id());
        return report == null ? job : new JobRef(job.token(), job.line(), report.jobId());
    }

    /** When mum was about to submit it: the time of the batch's map, whole seconds as Slurm has them. */
    private Optional<Instant> intent(JobRef job) {
        var map = workdir().batch(job.token()).resolve("map");
        try {
            var time = Files.getLastModifiedTime(map).toInstant();
            return Optional.of(time.minus(SlurmAccounting.CLOCK_DIFFERENCE));
        } catch (IOException e) {
            LOG.debug("no time of {}", map, e);
            return Optional.empty();
        }
    }

    private Workdir workdir() {
        return Workdir.of(settings.workdir(), tools.lib().getParent().getParent(), tools.environment());
    }

    @Override
    public Optional<String> cancel(Collection<JobRef> jobs) throws InterruptedException {
        var ids = new java.util.TreeSet<String>();
        jobs.forEach(job -> job.jobId().ifPresent(ids::add));
        var unknown = jobs.stream()
                .filter(job -> job.jobId().isEmpty())
                .map(JobRef::id)
                .collect(Collectors.toSet());
        Optional<String> complaint = unknown.isEmpty() ? Optional.empty() : addIdsOf(unknown, ids);
        return ids.isEmpty() ? complaint : scancel(ids).or(() -> complaint);
    }

    private Optional<String> addIdsOf(Set<String> jobs, Set<String> ids) throws InterruptedException {
        var rows = rows();
        rows.stream()
                .flatMap(List::stream)
                .filter(row -> jobs.contains(row.id()))
                .map(SlurmRow::jobId)
                .forEach(ids::add);
        return rows.isPresent() ? Optional.empty() : Optional.of("squeue does not answer, so the job ids are unknown");
    }

    private Optional<String> scancel(Collection<String> ids) throws InterruptedException {
        var argv = new ArrayList<>(List.of("scancel"));
        argv.addAll(ArrayIds.compressed(ids));
        try {
            var result = tools.runner().run(argv, QUESTION);
            return result.succeeded() || result.err().contains("Invalid job id")
                    ? Optional.empty()
                    : Optional.of("scancel: " + (result.timedOut() ? "timed out" : result.complaint()));
        } catch (IOException e) {
            return Optional.of("scancel: " + e.getMessage());
        }
    }

    @Override
    public Optional<String> hold(Collection<JobRef> jobs) throws InterruptedException {
        return HoldCall.slurm("hold").make(jobs, tools.runner());
    }

    @Override
    public Optional<String> release(Collection<JobRef> jobs) throws InterruptedException {
        return HoldCall.slurm("release").make(jobs, tools.runner());
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public Duration apart() {
        return APART;
    }

    @Override
    public boolean parentStartsKid() {
        return true;
    }

    @Override
    public List<String> kidAddresses() throws InterruptedException {
        return settings.kidAddress().isPresent()
                ? List.of(settings.kidAddress().get())
                : new KidRoute(tools.runner()).addresses();
    }

    @Override
    public void settings(ClusterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void close() {
        // Slurm's programs are run anew for each question: there is nothing to give back.
    }
}
