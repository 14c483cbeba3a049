package org.neronet.mum.dispatch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.mum.warden.JobRef;

/**
 * When each job was known to be with the scheduler last: in its list, or taken just now. Of what an earlier mum sent nothing is
 * known before it is seen. Owned by the dispatch thread.
 */
final class Sights {
    private final InstantSource time;
    private final Set<String> earlier;
    private final Map<String, Instant> last = new HashMap<>();

    /** @param earlier the jobs that an earlier mum sent */
    Sights(Collection<JobRef> earlier, InstantSource time) {
        this.time = time;
        this.earlier = earlier.stream().map(JobRef::id).collect(Collectors.toSet());
    }

    /** Notes those that are new, and forgets what is not among these. */
    void live(Collection<JobRef> jobs) {
        var ids = jobs.stream().map(JobRef::id).collect(Collectors.toSet());
        last.keySet().retainAll(ids);
        earlier.retainAll(ids);
        ids.removeAll(earlier);
        ids.forEach(id -> last.putIfAbsent(id, time.instant()));
    }

    void seen(JobRef job) {
        last.put(job.id(), time.instant());
    }

    /** {@code Instant.MIN} for one of an earlier mum's that has not been seen. */
    Instant last(JobRef job) {
        return last.getOrDefault(job.id(), Instant.MIN);
    }
}
