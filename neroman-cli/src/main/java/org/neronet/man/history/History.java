package org.neronet.man.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.spec.Experiment;

/**
 * The user's memory of all experiments. Safe for many threads and for several processes on one file; every change is on
 * disk when its method returns.
 */
public final class History implements AutoCloseable {
    private final Database database;
    private final ExperimentStore experiments;
    private final AttemptStore attempts;
    private final PlanStore plans;
    private final MetricStore metrics;
    private final EventStore events;

    private History(Path file, String homeId) {
        database = new Database(file);
        experiments = new ExperimentStore(database);
        attempts = new AttemptStore(database);
        plans = new PlanStore(database);
        metrics = new MetricStore(database);
        events = new EventStore(database, attempts, metrics, homeId);
    }

    /**
     * The history in that file, which is made (0600) when there is none. The file is opened at first use.
     *
     * @param homeId events of other homes are passed over
     */
    public static History open(Path file, String homeId) {
        return new History(file, homeId);
    }

    /** Gives ids to experiments by folder and name: same definition, same id; see {@link Definition.Kind}. */
    public synchronized List<Definition> define(List<Experiment> experiments, Instant at) {
        return database.transaction(() -> this.experiments.define(experiments, at));
    }

    /** Those among them to which {@link #define} would give an id, or another definition. */
    public synchronized List<Experiment> unknown(List<Experiment> experiments) {
        return database.read(() -> this.experiments.unknown(experiments));
    }

    /** Every experiment ever defined, in id order. */
    public synchronized List<ExperimentRow> all() {
        return database.read(experiments::all);
    }

    /**
     * The selected experiments in id order, each once.
     *
     * @throws NeronetException (not found) that names everything unknown at once and proposes the nearest names
     */
    public synchronized List<ExperimentRow> find(Selection selection) {
        return database.read(() -> {
            var resolver = new SelectionResolver(experiments.known());
            return experiments.byIds(resolver.resolve(selection));
        });
    }

    public synchronized Optional<ExperimentRow> experiment(long id) {
        return database.read(() -> experiments.byId(id));
    }

    /**
     * Begins a new attempt for each row, numbered one after its last, before anything is sent. Rows whose newest attempt
     * is still live, or is no longer the one in the row (another neroman was faster), are left out of the answer.
     */
    public synchronized List<AttemptRow> beginAttempts(List<ExperimentRow> rows, String cluster, Instant at) {
        return database.transaction(() -> attempts.begin(rows, cluster, at));
    }

    /** Keeps exactly what is sent, so that an interrupted submit can be sent again unchanged. */
    public synchronized void keepPlans(Collection<AttemptPlan> plans) {
        database.transaction(() -> {
            for (var plan : plans) {
                this.plans.keep(plan);
            }
            return plans.size();
        });
    }

    public synchronized Optional<AttemptPlan> plan(long id, int attempt) {
        return database.read(() -> plans.plan(id, attempt));
    }

    /** All attempts of one experiment, oldest first. */
    public synchronized List<AttemptRow> attempts(long id) {
        return database.read(() -> attempts.of(id));
    }

    public synchronized Optional<AttemptRow> latest(long id) {
        return database.read(() -> attempts.latest(id));
    }

    /** Attempts on a cluster that have not ended, sending ones included, in id order. */
    public synchronized List<AttemptRow> live(String cluster) {
        return database.read(() -> attempts.live(cluster));
    }

    /** Clusters that have attempts which have not ended. */
    public synchronized List<String> liveClusters() {
        return database.read(attempts::liveClusters);
    }

    /** Up to which event of that mum's journal everything is here; 0 at first. */
    public synchronized long cursor(String mumId) {
        return database.read(() -> events.cursor(mumId));
    }

    /**
     * Takes in one batch of a mum's events and moves her cursor, all or nothing. Events at or below the cursor, of other
     * homes and of unknown attempts are passed over, so that the same batch twice does no harm.
     */
    public synchronized void apply(String mumId, String cluster, List<SequencedEvent> events, long nextCursor) {
        database.transaction(() -> {
            this.events.apply(mumId, cluster, events, nextCursor);
            return nextCursor;
        });
    }

    /** Takes in what neroman herself knows of attempts no mum ever had, such as a refused submission. */
    public synchronized void record(List<Event> events) {
        database.transaction(() -> {
            this.events.record(events);
            return events.size();
        });
    }

    /** All events of an attempt but its metric samples, in the order they came. */
    public synchronized List<Event> events(long id, int attempt) {
        return database.read(() -> events.events(id, attempt));
    }

    /** What the kid found around the attempt. */
    public synchronized Optional<JsonObject> environment(long id, int attempt) {
        return database.read(() -> attempts.environment(id, attempt));
    }

    /** One summary per metric, in the order the program first named them. */
    public synchronized List<MetricSummary> metricSummary(long id, int attempt) {
        return database.read(() -> metrics.summaries(id, attempt));
    }

    /** The summaries of the newest attempts of many experiments, by id; without an attempt there is no entry. */
    public synchronized Map<Long, List<MetricSummary>> latestMetrics(List<ExperimentRow> rows) {
        return database.read(() -> {
            var all = new LinkedHashMap<Long, List<MetricSummary>>();
            for (var row : rows) {
                if (row.latest().isPresent()) {
                    all.put(
                            row.id(),
                            metrics.summaries(row.id(), row.latest().get().attempt()));
                }
            }
            return all;
        });
    }

    /** All values of one metric in the order they were read. */
    public synchronized List<MetricPoint> series(long id, int attempt, String name) {
        return database.read(() -> metrics.series(id, attempt, name));
    }

    /** Notes where the results of an attempt were put. */
    public synchronized void resultsFetched(long id, int attempt, Path path) {
        database.transaction(() -> {
            attempts.saveResults(id, attempt, path.toString());
            return path;
        });
    }

    public synchronized Optional<Path> resultsPath(long id, int attempt) {
        return database.read(() -> attempts.results(id, attempt).map(Path::of));
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
