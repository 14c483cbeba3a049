package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.batch.CommandCall;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.process.ForwardTime;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.CommandSettings;
import org.neronet.mum.store.Workdir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scheduler behind the user's templates: one job for each experiment, and no absence taken for an end. */
final class CommandQueue implements Queue {
    /** Longest wait for a question. */
    static final Duration QUESTION = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(CommandQueue.class);
    private static final Duration SUBMISSION = Duration.ofSeconds(75);
    private static final Duration PACE = Duration.ofSeconds(10);
    /** Nothing is sent for so long after anything but an acceptance. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final WardenTools tools;
    private final CommandCalls calls;
    private final InstantSource time;
    private ClusterSettings settings;
    private Instant pausedUntil = Instant.MIN;

    CommandQueue(WardenTools tools) {
        this.tools = tools;
        this.settings = tools.settings();
        this.time = new ForwardTime(tools.time());
        this.calls = new CommandCalls(tools.runner(), tools.environment());
    }

    private CommandSettings said() {
        return settings.command();
    }

    /** One, as each is a call of its own; none before the first neroman has told the templates. */
    @Override
    public int room() {
        return said().text(CommandSettings.SUBMIT).isEmpty() || time.instant().isBefore(pausedUntil) ? 0 : 1;
    }

    @Override
    public Launch launch(Batch batch) throws InterruptedException {
        var fault = CommandCall.fault(batch.array(), said()).or(this::noProgram);
        if (fault.isPresent()) {
            return new Launch.Refused(fault.get());
        }
        var ids = new ArrayList<String>();
        for (int line = 1; line <= batch.attempts().size(); line++) {
            var launch = launch(batch, line);
            if (!(launch instanceof Launch.Each each)) {
                pausedUntil = time.instant().plus(PAUSE);
                return line == 1 ? launch : new Launch.Unknown("only some of the batch were taken: " + launch);
            }
            ids.addAll(each.jobIds());
        }
        return ids.size() == batch.attempts().size() ? new Launch.Each(ids) : new Launch.Accepted(Optional.empty());
    }

    private Optional<String> noProgram() {
        return calls.missing(said(), CommandSettings.SUBMIT)
                .map(program ->
                        "'" + program + "' of submit: in clusters.yaml was not found there; load it in the login"
                                + " profile, or write its whole path");
    }

    private Launch launch(Batch batch, int line) throws InterruptedException {
        try {
            var script = CommandCall.script(batch.folder(), line);
            var text = CommandCall.scriptText(batch.folder(), line);
            AtomicFile.write(script, text.getBytes(StandardCharsets.UTF_8), "rwx------");
            var argv = CommandCall.argv(batch.array(), line, said(), calls.login());
            return CommandAnswer.of(calls.run(argv, SUBMISSION), said(), argv.get(0));
        } catch (IOException e) {
            return new Launch.Unknown("submit: " + e.getMessage());
        }
    }

    @Override
    public Optional<Listing> list(Collection<JobRef> live) throws InterruptedException {
        return said().text(CommandSettings.LIST).isEmpty()
                ? Optional.empty()
                : new CommandList(calls, said(), this::folder).of(live);
    }

    private Path folder(JobRef job) {
        return Workdir.of(settings.workdir(), tools.lib().getParent().getParent(), tools.environment())
                .batch(job.token());
    }

    @Override
    public Optional<String> cancel(Collection<JobRef> jobs) throws InterruptedException {
        return on(jobs, CommandSettings.CANCEL);
    }

    @Override
    public Optional<String> hold(Collection<JobRef> jobs) throws InterruptedException {
        return on(jobs, CommandSettings.HOLD);
    }

    /** Without a template nothing was ever held there. */
    @Override
    public Optional<String> release(Collection<JobRef> jobs) throws InterruptedException {
        return said().text(CommandSettings.RELEASE).isEmpty() ? Optional.empty() : on(jobs, CommandSettings.RELEASE);
    }

    private Optional<String> on(Collection<JobRef> jobs, String key) throws InterruptedException {
        if (said().text(key).isEmpty()) {
            return Optional.of("clusters.yaml says no " + key + ": for this cluster");
        }
        var known = new ArrayList<>(
                jobs.stream().filter(job -> job.jobId().isPresent()).toList());
        var unknown = jobs.stream().filter(job -> job.jobId().isEmpty()).toList();
        var listing = unknown.isEmpty() ? Optional.of(new Listing(Map.of())) : list(unknown);
        unknown.forEach(job -> listing.flatMap(l -> l.of(job))
                .ifPresent(report -> known.add(new JobRef(job.token(), job.line(), report.jobId()))));
        var complaint = new CommandOnJobs(calls, said(), this::folder, key).of(known);
        return listing.isPresent()
                ? complaint
                : complaint.or(() -> Optional.of("list: does not answer, so the job numbers are unknown"));
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
    public List<String> kidAddresses() {
        return settings.kidAddress().map(List::of).orElseGet(InnerAddresses::here);
    }

    @Override
    public List<String> passedOver(AttemptPlan plan) {
        return CommandGaps.of(plan, said());
    }

    @Override
    public void settings(ClusterSettings settings) {
        LOG.info(
                "new settings of a command queue: {}",
                settings.command().texts().keySet());
        this.settings = settings;
        pausedUntil = Instant.MIN;
    }

    @Override
    public void close() {
        // The programs are run anew for each question: there is nothing to give back.
    }
}
