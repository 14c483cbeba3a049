package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Trial;
import org.neronet.man.submit.Spread;

/**
 * How much room the clusters of a group have.
 *
 * @param members those that answered, in the group's order
 * @param trials what each of them says to each of the plans, in their order
 * @param leftOut why the others did not
 */
record Survey(List<Spread.Member> members, Map<String, List<Trial>> trials, Map<String, NeronetException> leftOut) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Answer(String mumId, Spread.Member member, List<Trial> trials) {}

    /** Asks all of them side by side: one that cannot be reached costs no more than its own time limit. */
    static Survey of(List<String> clusters, List<AttemptPlan> plans, Mums mums) {
        var threads = DaemonThreads.pool(clusters.size(), "survey");
        try {
            var asked = new LinkedHashMap<String, Future<Answer>>();
            clusters.forEach(name -> asked.put(name, threads.submit(() -> ask(name, plans, mums))));
            return gather(asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeronetException(ExitCode.INTERRUPTED, "interrupted", null, e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Answer ask(String cluster, List<AttemptPlan> plans, Mums mums) {
        var mum = mums.line(cluster);
        var status = mum.call(Call.STATUS, JsonObject.empty(), PATIENCE);
        var slots = status.optionalInteger("slots").map(Math::toIntExact);
        var member = new Spread.Member(cluster, slots, status.integer("live"), status.integer("queued"));
        return new Answer(mum.hello().mumId(), member, trials(plans, mum));
    }

    /** A mum of the version before does not know the question: then nothing is known of what fits. */
    private static List<Trial> trials(List<AttemptPlan> plans, MumLine mum) {
        try {
            return Trials.of(plans, mum);
        } catch (NeronetException e) {
            if (e.code() == ExitCode.CONNECTION) {
                throw e;
            }
            return plans.stream().map(plan -> Trial.UNKNOWN).toList();
        }
    }

    private static Survey gather(Map<String, Future<Answer>> asked) throws InterruptedException {
        var members = new ArrayList<Spread.Member>();
        var trials = new LinkedHashMap<String, List<Trial>>();
        var leftOut = new LinkedHashMap<String, NeronetException>();
        var direct = new HashSet<String>();
        for (var each : asked.entrySet()) {
            try {
                var answer = each.getValue().get();
                // Two names of one direct queue have the same slots, which count once.
                if (answer.member().slots().isEmpty() || direct.add(answer.mumId())) {
                    members.add(answer.member());
                    trials.put(answer.member().cluster(), answer.trials());
                }
            } catch (ExecutionException e) {
                leftOut.put(each.getKey(), fault(e));
            }
        }
        return new Survey(members, trials, leftOut);
    }

    private static NeronetException fault(ExecutionException e) {
        if (e.getCause() instanceof NeronetException fault) {
            return fault;
        }
        throw new IllegalStateException(e.getCause());
    }
}
