import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.JournalLedger;

/**
 * Fills the journal of a mum as experiments do that have run to their end, and is gone without closing it:
 * {@code java -cp neromum.jar FillJournal.java JOURNAL EXPERIMENTS RECORDS [RUNNING]}. The first RUNNING of them have not
 * ended; the default is 0.
 */
public class FillJournal {
    private static final String HOME = "0".repeat(31) + "1";

    public static void main(String[] words) throws Exception {
        var ledger = JournalLedger.open(Path.of(words[0]), () -> {});
        int experiments = Integer.parseInt(words[1]);
        long rounds = Long.parseLong(words[2]) / experiments;
        for (int id = 1; id <= experiments; id++) {
            ledger.append(begin(id)).join();
        }
        int running = words.length > 3 ? Integer.parseInt(words[3]) : 0;
        ledger.append(List.of(sending(IntStream.rangeClosed(1, running).mapToObj(FillJournal::key).toList())));
        for (long round = 1; round <= rounds; round++) {
            var entries = new ArrayList<Entry>();
            for (int id = 1; id <= experiments; id++) {
                entries.add(new Entry.Reported(round, value(key(id), round)));
            }
            ledger.append(entries).join();
        }
        for (int id = running + 1; id <= experiments; id++) {
            ledger.append(List.of(new Entry.Happened(new Ended(
                    key(id), Instant.now(), AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file"))));
        }
        ledger.append(List.of()).join();
        Runtime.getRuntime().halt(0);
    }

    private static AttemptKey key(int id) {
        return new AttemptKey(HOME, id, 1);
    }

    private static Entry sending(List<AttemptKey> keys) {
        var token = "0".repeat(15) + "1";
        return new Entry.Sending(token, "/nowhere/batch/" + token, keys);
    }

    private static List<Entry> begin(int id) {
        var key = key(id);
        var plan = new AttemptPlan(
                key, "sweep/lr=" + id, List.of("python3", "main.py", "--lr", "" + id), Map.of("SEED", "" + id), List.of(),
                List.of(), Resources.DEFAULT, List.of(), List.of(), List.of("loss"), AttemptPlan.DEFAULT_RESULT_BYTES);
        var now = Instant.now();
        return List.of(
                new Entry.Kept(plan, "/nowhere/attempts/" + key.folderName()),
                new Entry.Happened(new Submitted(key, now)),
                new Entry.Happened(new Queued(key, now, Optional.of("7_" + id))),
                new Entry.Happened(new Started(key, now, "node1", Optional.of("7_" + id))));
    }

    private static Metrics value(AttemptKey key, long round) {
        var sample = new MetricSample("loss", round, 1.0 / round, round * 20);
        return new Metrics(key, Instant.now(), MetricSource.STDOUT, List.of(sample));
    }
}
