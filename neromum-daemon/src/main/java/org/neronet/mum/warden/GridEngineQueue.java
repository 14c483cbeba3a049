package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.neronet.common.batch.LimitWarning;
import org.neronet.common.batch.Packing;
import org.neronet.common.batch.QsubCall;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.ClusterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grid Engine as mum uses it: one {@code qstat} for all jobs, and no absence taken for an end. */
final class GridEngineQueue implements Queue {
    /** Longest wait for a question. */
    static final Duration QUESTION = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(GridEngineQueue.class);
    private static final Duration SUBMISSION = Duration.ofSeconds(75);
    private static final Duration PACE = Duration.ofSeconds(10);

    private final WardenTools tools;
    private final GridEngineAccounting accounting;
    private final HeldReasons reasons;
    private final Map<String, String> environment;
    private ClusterSettings settings;
    private Optional<Integer> largestArray = Optional.empty();

    GridEngineQueue(WardenTools tools) {
        this.tools = tools;
        this.settings = tools.settings();
        this.environment = JobEnvironment.named(tools.environment());
        this.accounting = new GridEngineAccounting(tools.runner(), tools.time());
        this.reasons = new HeldReasons(tools.runner());
    }

    @Override
    public int room() {
        if (largestArray.isEmpty()) {
            largestArray = GridEngineLimits.largestArray(tools.runner());
        }
        return largestArray.orElse(0);
    }

    /** Without a parallel environment a job has one slot, and its experiments run one after the other. */
    @Override
    public Packing packing(AttemptPlan plan, int waiting) {
        boolean many = settings.gridEngine().parallelEnvironment().isPresent();
        return Packing.of(plan.resources(), waiting, many ? Integer.MAX_VALUE : 1);
    }

    @Override
    public Launch launch(Batch batch) throws InterruptedException {
        var fault = QsubCall.fault(batch.array().needed(), settings);
        if (fault.isPresent()) {
            return new Launch.Refused(fault.get());
        }
        try {
            return QsubAnswer.of(tools.runner().run(QsubCall.argv(batch.array(), settings, environment), SUBMISSION));
        } catch (IOException e) {
            return new Launch.Unknown("qsub: " + e.getMessage());
        }
    }

    @Override
    public Optional<Listing> list(Collection<JobRef> live) throws InterruptedException {
        var rows = rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var jobs = reports(rows.get(), live);
        var gone = live.stream().filter(job -> !jobs.containsKey(job.id())).toList();
        jobs.putAll(accounting.of(gone));
        return Optional.of(new Listing(jobs));
    }

    private Optional<List<QstatRow>> rows() throws InterruptedException {
        try {
            var result = tools.runner().run(List.of("qstat", "-xml", "-u", user()), QUESTION);
            if (result.succeeded()) {
                return Optional.of(QstatRow.parse(result.out()));
            }
            LOG.warn("qstat does not answer: {}", result.timedOut() ? "timed out" : result.complaint());
        } catch (IOException | XMLStreamException e) {
            LOG.warn("qstat gives no list", e);
        }
        return Optional.empty();
    }

    /** Grid Engine keeps its jobs on disk, so that it forgets none; what waited and was deleted leaves no record. */
    @Override
    public Recall recall(JobRef job, Instant lastSeen) throws InterruptedException {
        var number = job.jobId().map(id -> id.replaceFirst("\\D.*", "")).orElse("");
        try {
            var result = tools.runner().run(List.of("qstat", "-j", number), QUESTION);
            boolean isGone = !result.timedOut()
                    && !result.succeeded()
                    && result.err().concat(result.out()).contains("do not exist");
            return isGone && !number.isEmpty() ? Recall.GONE : Recall.SILENT;
        } catch (IOException e) {
            LOG.warn("qstat cannot be run", e);
            return Recall.SILENT;
        }
    }

    private String user() {
        return environment.getOrDefault("LOGNAME", environment.getOrDefault("USER", System.getProperty("user.name")));
    }

    private Map<String, JobReport> reports(List<QstatRow> rows, Collection<JobRef> live) throws InterruptedException {
        var held = rows.stream()
                .filter(QstatRow::isHeldByError)
                .map(QstatRow::number)
                .collect(Collectors.toCollection(TreeSet::new));
        var errors = reasons.of(held);
        var wanted = live.stream().map(JobRef::id).collect(Collectors.toSet());
        var reports = new HashMap<String, JobReport>();
        for (var row : rows) {
            var error = Optional.of(row)
                    .filter(QstatRow::isHeldByError)
                    .map(QstatRow::number)
                    .map(errors::get);
            row.tasks()
                    .tasks()
                    .filter(task -> wanted.contains(row.token() + "." + task))
                    .forEach(task -> reports.merge(
                            row.token() + "." + task, row.report(task, error), GridEngineQueue::moreAlive));
        }
        return reports;
    }

    /** Should a batch have been taken twice, what runs speaks for the job. */
    private static JobReport moreAlive(JobReport one, JobReport other) {
        return other.phase() == JobReport.Phase.RUNNING ? other : one;
    }

    @Override
    public Optional<String> cancel(Collection<JobRef> jobs) throws InterruptedException {
        var ids = new TreeSet<String>();
        jobs.forEach(job -> job.jobId().ifPresent(ids::add));
        var unknown = jobs.stream().filter(job -> job.jobId().isEmpty()).toList();
        Optional<String> complaint = Optional.empty();
        if (!unknown.isEmpty()) {
            var rows = rows();
            if (rows.isPresent()) {
                reports(rows.get(), unknown)
                        .values()
                        .forEach(report -> report.jobId().ifPresent(ids::add));
            } else {
                complaint = Optional.of("qstat does not answer, so the job ids are unknown");
            }
        }
        var silent = complaint;
        return ids.isEmpty() ? complaint : qdel(ids).or(() -> silent);
    }

    private Optional<String> qdel(Collection<String> ids) throws InterruptedException {
        var argv = new ArrayList<>(List.of("qdel"));
        argv.addAll(ArrayIds.gridEngine(ids));
        try {
            var result = tools.runner().run(argv, QUESTION);
            boolean gone = result.out().lines().allMatch(GridEngineQueue::isDone)
                    && result.err().isBlank();
            return result.succeeded() || gone
                    ? Optional.empty()
                    : Optional.of("qdel: " + (result.timedOut() ? "timed out" : result.complaint()));
        } catch (IOException e) {
            return Optional.of("qdel: " + e.getMessage());
        }
    }

    private static boolean isDone(String line) {
        return line.isBlank()
                || line.contains("does not exist")
                || line.contains("do not exist")
                || line.contains("for deletion")
                || line.contains("has deleted")
                || line.contains("already in deletion");
    }

    @Override
    public Optional<String> hold(Collection<JobRef> jobs) throws InterruptedException {
        return HoldCall.gridEngine("qhold").make(jobs, tools.runner());
    }

    @Override
    public Optional<String> release(Collection<JobRef> jobs) throws InterruptedException {
        return HoldCall.gridEngine("qrls").make(jobs, tools.runner());
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public boolean parentStartsKid() {
        return true;
    }

    @Override
    public List<String> kidAddresses() throws InterruptedException {
        return settings.kidAddress().isPresent()
                ? List.of(settings.kidAddress().get())
                : new KidRoute(tools.runner(), List.of("qconf", "-sel")).addresses();
    }

    @Override
    public List<String> passedOver(AttemptPlan plan) {
        var lines = new ArrayList<String>();
        if (!plan.sbatchArgs().isEmpty()) {
            lines.add("sbatch_args are for Slurm, so this Grid Engine passed them over; its own words are qsub_args in"
                    + " clusters.yaml");
        }
        if (plan.resources().time().isEmpty() && LimitWarning.of(plan).isPresent()) {
            lines.add("before_time_limit has no effect here without a limit such as resources: {time: 4h}");
        }
        return lines;
    }

    @Override
    public void settings(ClusterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void close() {
        // Grid Engine's programs are run anew for each question: there is nothing to give back.
    }
}
