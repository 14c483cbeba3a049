package org.neronet.mum;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.store.Fence;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.Launch;
import org.neronet.mum.warden.Listing;
import org.neronet.mum.warden.NodeWord;
import org.neronet.mum.warden.Queue;
import org.neronet.mum.warden.Recall;

/**
 * A queue that asks the fence before each call that changes something, and hears of new settings on any thread but
 * passes them on only on the dispatch thread, which owns the queue.
 */
final class GuardedQueue implements Queue {
    private final Queue queue;
    private final Fence fence;
    private final AtomicReference<ClusterSettings> news = new AtomicReference<>();
    private volatile int most;

    GuardedQueue(Queue queue, Fence fence, ClusterSettings settings) {
        this.queue = queue;
        this.fence = fence;
        this.most = most(settings);
    }

    private static int most(ClusterSettings settings) {
        return settings.limits().queueMax().orElse(Integer.MAX_VALUE);
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public void settings(ClusterSettings settings) {
        news.set(settings);
        most = most(settings);
    }

    @Override
    public int room() {
        var settings = news.getAndSet(null);
        if (settings != null) {
            queue.settings(settings);
        }
        return queue.room();
    }

    @Override
    public int room(AttemptPlan plan) {
        return queue.room(plan);
    }

    @Override
    public Optional<String> unfit(AttemptPlan plan) {
        return queue.unfit(plan);
    }

    @Override
    public Packing packing(AttemptPlan plan, int waiting) throws InterruptedException {
        return queue.packing(plan, waiting);
    }

    @Override
    public Launch launch(Batch batch) throws InterruptedException {
        fence.check();
        return queue.launch(batch);
    }

    @Override
    public Optional<Listing> list(Collection<JobRef> live) throws InterruptedException {
        return queue.list(live);
    }

    @Override
    public Recall recall(JobRef job, Instant lastSeen) throws InterruptedException {
        return queue.recall(job, lastSeen);
    }

    @Override
    public Map<String, NodeWord> nodes(Set<String> names) throws InterruptedException {
        return queue.nodes(names);
    }

    @Override
    public Optional<String> cancel(Collection<JobRef> jobs) throws InterruptedException {
        fence.check();
        return queue.cancel(jobs);
    }

    @Override
    public Optional<String> hold(Collection<JobRef> jobs) throws InterruptedException {
        fence.check();
        return queue.hold(jobs);
    }

    @Override
    public Optional<String> release(Collection<JobRef> jobs) throws InterruptedException {
        fence.check();
        return queue.release(jobs);
    }

    @Override
    public Duration pace() {
        return queue.pace();
    }

    @Override
    public List<String> passedOver(AttemptPlan plan) {
        return queue.passedOver(plan);
    }

    @Override
    public Duration apart() {
        return queue.apart();
    }

    @Override
    public void onFreed(Runnable listener) {
        queue.onFreed(listener);
    }

    @Override
    public boolean parentStartsKid() {
        return queue.parentStartsKid();
    }

    @Override
    public List<String> kidAddresses() throws InterruptedException {
        return queue.kidAddresses();
    }

    @Override
    public void close() throws IOException {
        queue.close();
    }
}
