package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.Launch;
import org.neronet.mum.warden.Listing;
import org.neronet.mum.warden.NodeWord;
import org.neronet.mum.warden.Queue;
import org.neronet.mum.warden.Recall;

/** A scheduler that gives the answers it was told to give, and remembers what it was asked. */
final class FakeQueue implements Queue {
    final List<Batch> launched = new ArrayList<>();
    final List<Collection<JobRef>> listed = new ArrayList<>();
    final List<Collection<JobRef>> cancelled = new ArrayList<>();
    final List<Collection<JobRef>> held = new ArrayList<>();
    final List<Collection<JobRef>> released = new ArrayList<>();
    final Deque<Launch> answers = new ArrayDeque<>();
    final Map<String, JobReport> jobs = new HashMap<>();
    Consumer<Batch> onLaunch = batch -> {};
    Packing packing = Packing.NONE;
    int room = 1000;
    int free = 1000;
    int total = 1000;
    int most = Integer.MAX_VALUE;
    boolean silent;
    Recall recall = Recall.SILENT;
    Instant seen = Instant.MAX;
    final Map<String, NodeWord> nodes = new HashMap<>();
    int nodeQuestions;
    List<String> passedOver = List.of();
    Optional<String> complaint = Optional.empty();

    /** What a scheduler says of one job. */
    static JobReport report(Phase phase, AttemptState end, String jobId) {
        return new JobReport(
                phase,
                Optional.ofNullable(end),
                Optional.ofNullable(jobId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "squeue: " + (end == null ? phase : end));
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public int room() {
        return room;
    }

    @Override
    public int room(AttemptPlan plan) {
        return Math.min(room, free / plan.resources().cpus());
    }

    @Override
    public Optional<String> unfit(AttemptPlan plan) {
        int cpus = plan.resources().cpus();
        return cpus > total ? Optional.of("needs " + cpus + " CPUs") : Optional.empty();
    }

    @Override
    public List<String> passedOver(AttemptPlan plan) {
        return passedOver;
    }

    @Override
    public Packing packing(AttemptPlan plan, int waiting) {
        return packing;
    }

    @Override
    public Launch launch(Batch batch) {
        onLaunch.accept(batch);
        launched.add(batch);
        var answer = answers.poll();
        return answer == null ? new Launch.Accepted(Optional.of(String.valueOf(100 + launched.size()))) : answer;
    }

    @Override
    public Optional<Listing> list(Collection<JobRef> live) {
        listed.add(live);
        return silent ? Optional.empty() : Optional.of(new Listing(jobs));
    }

    @Override
    public Recall recall(JobRef job, Instant lastSeen) {
        seen = lastSeen;
        return recall;
    }

    @Override
    public Map<String, NodeWord> nodes(Set<String> names) {
        nodeQuestions++;
        return nodes;
    }

    @Override
    public Optional<String> cancel(Collection<JobRef> doomed) {
        cancelled.add(doomed);
        return complaint;
    }

    @Override
    public Optional<String> hold(Collection<JobRef> waiting) {
        held.add(waiting);
        return complaint;
    }

    @Override
    public Optional<String> release(Collection<JobRef> waiting) {
        released.add(waiting);
        return complaint;
    }

    /** Not three times the pace, so that a test can tell. */
    @Override
    public Duration apart() {
        return Duration.ofSeconds(25);
    }

    @Override
    public Duration pace() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean parentStartsKid() {
        return true;
    }

    @Override
    public List<String> kidAddresses() {
        return List.of("127.0.0.1");
    }

    @Override
    public void settings(ClusterSettings settings) {
        throw new UnsupportedOperationException("the dispatch never changes settings");
    }

    @Override
    public void close() {
        jobs.clear();
    }
}
