package org.neronet.mum;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.Launch;
import org.neronet.mum.warden.Listing;
import org.neronet.mum.warden.Queue;
import org.neronet.mum.warden.Warden;
import org.neronet.mum.warden.WardenTools;

/** A scheduler that never has room. */
record FakeWarden(String type, String queue) implements Warden {
    @Override
    public String queueName(WardenTools tools) {
        return queue;
    }

    @Override
    public Queue open(WardenTools tools) {
        return new FullQueue();
    }

    private static final class FullQueue implements Queue {
        @Override
        public int room() {
            return 0;
        }

        @Override
        public Launch launch(Batch batch) {
            return new Launch.Refused("no room");
        }

        @Override
        public Optional<Listing> list(Collection<JobRef> live) {
            return Optional.of(new Listing(Map.of()));
        }

        @Override
        public Optional<String> cancel(Collection<JobRef> jobs) {
            return Optional.empty();
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
        public void settings(ClusterSettings settings) {}

        @Override
        public void close() {}
    }
}
