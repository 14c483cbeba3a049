package org.neronet.man.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.provenance.Provenance;

/**
 * The user's memory of all experiments. Safe for many threads and for several processes on one file; every change is on
 * disk when its method returns.
 */
public final class History implements FileMemory, AutoCloseable {
    private final String homeId;
    private final Database database;
    private final ExperimentStore experiments;
    private final AttemptStore attempts;
    private final PlanStore plans;
    private final MetricStore metrics;
    private final JoinedMetrics joined;
    private final EventStore events;
    private final DefinitionStore definitions;
    private final ProvenanceStore provenances;
    private final CodeStore code;
    private final LabelStore labels;
    private final Renewal renewal;
    private final FileDigestStore files;
    private final TimelineStore timeline;
    private final KinshipStore kinship;

    private History(Path file, String homeId) {
        this.homeId = homeId;
        database = new Database(file);
        provenances = new ProvenanceStore(database);
        definitions = new DefinitionStore(database, provenances);
        code = new CodeStore(database);
        labels = new LabelStore(database);
        files = new FileDigestStore(database);
        timeline = new TimelineStore(database, provenances);
        kinship = new KinshipStore(database);
        experiments = new ExperimentStore(database, definitions, code);
        attempts = new AttemptStore(database);
        plans = new PlanStore(database, code);
        metrics = new MetricStore(database);
        joined = new JoinedMetrics(database, metrics);
        events = new EventStore(database, attempts, metrics, new Successors(attempts, plans), homeId);
        renewal = new Renewal(database, file);
    }

    /**
     * The history in that file, which is made (0600) when there is none. The file is opened at first use.
     *
     * @param homeId events of other homes are passed over
     */
    public static History open(Path file, String homeId) {
        return new History(file, homeId);
    }

    /** The ids that {@link #define} would give now; empty where that is a new one. */
    public synchronized List<Optional<Long>> forecast(List<Described> experiments) {
        return database.read(() -> new DefinitionForecast(database).of(experiments));
    }

    /**
     * Gives ids to experiments, by identity and name within their folder; see {@link Definition.Kind}.
     *
     * @param provenance of each folder
     */
    public synchronized List<Definition> define(
            List<Described> experiments, Map<Path, Provenance> provenance, Instant at) {
        return database.transaction(() -> this.experiments.define(experiments, provenances.keep(provenance), at));
    }

    /**
     * Defines a second experiment that runs what the first one does.
     *
     * @throws NeronetException (refused) when the folder has an experiment of that name
     */
    public synchronized Definition copy(ExperimentRow row, String name, Provenance provenance, Instant at) {
        return database.transaction(() -> {
            if (experiments.isTaken(row.experiment().folder().toString(), name)) {
                throw new NeronetException(
                        ExitCode.REFUSED,
                        "'" + name + "' is the name of another experiment of "
                                + row.experiment().folder(),
                        "choose another name, or delete that one first: neroman delete " + name);
            }
            return experiments.copy(row, name, provenances.keep(provenance), at);
        });
    }

    /** Everything that was ever said of an experiment, oldest first. */
    public synchronized List<DefinitionRow> definitions(long id) {
        return database.read(() -> definitions.of(id));
    }

    /** The files of a snapshot, by the digest of its list. */
    public synchronized Optional<List<CodeFile>> code(String digest) {
        return database.read(() -> code.files(digest));
    }

    /** Digests of what the newest attempts were sent with, or, without one, of what was there at definition; by id. */
    public synchronized Map<Long, String> currentCode(List<Long> ids) {
        return database.read(() -> {
            var digests = new LinkedHashMap<Long, String>();
            for (long id : ids) {
                plans.currentCode(id).ifPresent(digest -> digests.put(id, digest));
            }
            return digests;
        });
    }

    /** Digest of the list of files that an attempt was sent with. */
    public synchronized Optional<String> sentCode(long id, int attempt) {
        return database.read(() -> plans.code(id, attempt));
    }

    /** Those of the files' digests whose text is not kept yet. */
    public synchronized Set<String> unkeptSources(Set<String> digests) {
        return database.read(() -> code.unkept(digests));
    }

    /** Keeps the contents of files by their digests. */
    public synchronized void keepSources(Map<String, byte[]> contents) {
        database.transaction(() -> {
            for (var each : contents.entrySet()) {
                code.keepSource(each.getKey(), each.getValue());
            }
            return contents.size();
        });
    }

    /** The content of a file that was small enough to be kept. */
    public synchronized Optional<byte[]> source(String sha256) {
        return database.read(() -> code.source(sha256));
    }

    @Override
    public synchronized Optional<Known> of(Path file) {
        return database.read(() -> files.of(file));
    }

    @Override
    public synchronized void keep(Map<Path, Known> files) {
        database.transaction(() -> {
            this.files.keep(files);
            return files.size();
        });
    }

    public synchronized void note(Collection<Long> ids, String author, String text, Instant at) {
        database.transaction(() -> {
            labels.note(ids, at, author, text);
            return ids.size();
        });
    }

    /** Oldest first. */
    public synchronized List<Note> notes(long id) {
        return database.read(() -> labels.notes(id));
    }

    /** The ids that did not have the tag. */
    public synchronized List<Long> tag(Collection<Long> ids, String tag, Instant at) {
        return database.transaction(() -> labels.tag(ids, tag, at));
    }

    /** The ids that had the tag. */
    public synchronized List<Long> untag(Collection<Long> ids, String tag) {
        return database.transaction(() -> labels.untag(ids, tag));
    }

    /** The ids whose star was another. */
    public synchronized List<Long> star(Collection<Long> ids, boolean starred) {
        return database.transaction(() -> labels.star(ids, starred));
    }

    /** Takes experiments out of all lists; everything else of them stays. The ids that were there and not live. */
    public synchronized List<Long> delete(Collection<Long> ids, Instant at) {
        return database.transaction(() -> labels.delete(ids, at));
    }

    /**
     * The newest moments of these experiments, or without any of all, in time order; deleted ones have theirs, too.
     *
     * @param limit how many at most
     */
    public synchronized List<Moment> moments(Optional<Collection<Long>> ids, int limit) {
        return database.read(() -> timeline.newest(ids, limit));
    }

    public synchronized Standing standing(long id) {
        return database.read(() -> kinship.standing(id));
    }

    /** The current experiments of a folder. */
    public synchronized Siblings siblings(Path folder) {
        return database.read(() -> kinship.siblings(folder.toString()));
    }

    /** Which ids of a range were ever given, deleted ones included; ascending. */
    public synchronized List<Long> everGiven(long first, long last) {
        return database.read(() -> experiments.everGiven(first, last));
    }

    /** Every experiment that is not deleted, in id order. */
    public synchronized List<ExperimentRow> all() {
        return database.read(experiments::all);
    }

    /**
     * The selected experiments in id order, each once.
     *
     * @throws NeronetException (not found) that names everything unknown at once and proposes the nearest names, or says that
     *     nothing matches
     */
    public synchronized List<ExperimentRow> find(Selection selection) {
        return database.read(() -> {
            var viewpoint = selection.viewpoint().orElseGet(Viewpoint::here);
            return experiments.byIds(new SelectionResolver(database, viewpoint).resolve(selection));
        });
    }

    /** The experiments with these ids, in id order, deleted ones too; ids that nothing has are passed over. */
    public synchronized List<ExperimentRow> withIds(Collection<Long> ids) {
        return database.read(() -> experiments.byIds(ids));
    }

    /** Those with these ids that there are, in id order. */
    public synchronized List<ExperimentRow> experiments(Collection<Long> ids) {
        return database.read(() -> experiments.byIds(ids));
    }

    public synchronized Optional<ExperimentRow> experiment(long id) {
        return database.read(() -> experiments.byId(id));
    }

    /**
     * Begins a new attempt for each row, numbered one after its last, before anything is sent. Rows whose newest attempt
     * is still live, or is no longer the one in the row (another neroman was faster), are left out of the answer.
     *
     * @param provenance of each folder
     */
    public synchronized List<AttemptRow> beginAttempts(
            List<ExperimentRow> rows, String cluster, Map<Path, Provenance> provenance, Instant at) {
        return database.transaction(() -> attempts.begin(rows, cluster, provenances.keep(provenance), at));
    }

    /** Where an attempt was submitted from. */
    public synchronized Optional<Provenance> provenance(long id, int attempt) {
        return database.read(() -> {
            var number = attempts.provenance(id, attempt);
            return number.isEmpty() ? Optional.empty() : provenances.one(number.get());
        });
    }

    /** Keeps exactly what is sent, so that an interrupted submit can be sent again unchanged. */
    public synchronized void keepPlans(Collection<AttemptPlan> plans) {
        database.transaction(() -> {
            this.plans.keep(plans);
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
     * homes and of unknown attempts are passed over, but for an attempt that mum made to follow the newest one, so that the same batch twice does no harm.
     */
    public synchronized void apply(String mumId, String cluster, List<SequencedEvent> events, long nextCursor) {
        database.transaction(() -> {
            this.events.apply(mumId, cluster, events, nextCursor);
            return nextCursor;
        });
    }

    /**
     * Notes what experiments were sent as: files may have changed since they were defined, and what ran is what counts.
     *
     * @return the ids whose code was another until now
     */
    public synchronized List<Long> sent(Map<Long, Described> sent) {
        return database.transaction(() -> experiments.identify(sent));
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

    /** The same over this attempt and those that it goes on from, joined in one curve. */
    public synchronized List<MetricSummary> joinedSummary(long id, int attempt) {
        return database.read(() -> joined.summaries(id, attempt));
    }

    /** All values of one metric of this attempt and those that it goes on from, joined in one curve. */
    public synchronized List<MetricPoint> joinedSeries(long id, int attempt, String name) {
        return database.read(() -> joined.series(id, attempt, name));
    }

    /** Whether mum made it to go on from an earlier one. */
    public synchronized boolean isContinued(long id, int attempt) {
        return database.read(() -> joined.chain(id, attempt).size() > 1);
    }

    /** The joined summaries of the newest attempts of many experiments, by id; without an attempt there is no entry. */
    public synchronized Map<Long, List<MetricSummary>> latestMetrics(List<ExperimentRow> rows) {
        return database.read(() -> {
            var all = new LinkedHashMap<Long, List<MetricSummary>>();
            for (var row : rows) {
                if (row.latest().isPresent()) {
                    all.put(
                            row.id(),
                            joined.summaries(row.id(), row.latest().get().attempt()));
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
    public synchronized void resultsFetched(long id, int attempt, Path path, Instant at) {
        database.transaction(() -> {
            attempts.saveResults(id, attempt, path.toString());
            events.record(List.of(new Event.Fetched(new AttemptKey(homeId, id, attempt), at, path.toString())));
            return path;
        });
    }

    public synchronized Optional<Path> resultsPath(long id, int attempt) {
        return database.read(() -> attempts.results(id, attempt).map(Path::of));
    }

    /**
     * What would be put aside if a new history began now.
     *
     * @throws NeronetException (refused) while experiments are live
     */
    public synchronized OldHistory old() {
        return database.read(() -> {
            refuseWhileLive();
            return renewal.old();
        });
    }

    /**
     * Keeps all of this under another name, and goes on with an empty history: its ids follow the highest one ever given,
     * and no old event comes again.
     *
     * @throws NeronetException (refused) while experiments are live, or when there is a file of that name
     */
    public synchronized void startAnew(Path keptAs) {
        database.transaction(() -> {
            refuseWhileLive();
            renewal.run(keptAs);
            return keptAs;
        });
        database.close();
    }

    private void refuseWhileLive() throws SQLException {
        var live = new TreeSet<Long>();
        for (var cluster : attempts.liveClusters()) {
            attempts.live(cluster).forEach(attempt -> live.add(attempt.id()));
        }
        if (!live.isEmpty()) {
            var ids = IdRanges.text(live);
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "experiments are live: " + ids,
                    "neroman watch " + ids + " waits for their end, neroman terminate " + ids + " ends them");
        }
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
