package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.Trial;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.config.ClustersFile;
import org.neronet.man.config.Preferences;
import org.neronet.man.config.PreferencesFile;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.Definition;
import org.neronet.man.history.History;
import org.neronet.man.history.Moment;
import org.neronet.man.history.OldHistory;
import org.neronet.man.history.Viewpoint;
import org.neronet.man.link.MumHello;
import org.neronet.man.report.DiffReport;
import org.neronet.man.report.Dossier;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.MetricsReport;
import org.neronet.man.report.StatusReport;
import org.neronet.man.spec.SpecFile;
import org.neronet.man.spec.Specification;
import org.neronet.man.submit.CodeSnapshots;
import org.neronet.man.submit.UploadProgress;
import org.neronet.man.sync.EventSync;

/** The service within the calling process: history, links and files are its own. */
public final class InProcessService implements NeromanService {
    private static final Duration STATUS_LIMIT = Duration.ofSeconds(10);
    private static final Duration REPORT_GAP = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A scheduler that is away hangs for a minute. */
    private static final Duration NODES_PATIENCE = Duration.ofSeconds(90);

    private final Workspace workspace;
    private final Map<String, String> environment;
    private final ClustersFile clusters;
    private final History history;
    private final Selections selections;
    private final Mums mums;
    private final StatusReader reader;
    private final SingleReader single;
    private final ResultFetcher fetcher;

    /** A service whose settings stand in files only. */
    public InProcessService(Workspace workspace, MumOpener opener) {
        this(workspace, opener, Map.of());
    }

    /** @param environment whose {@code NERONET_*} come before what the files say */
    public InProcessService(Workspace workspace, MumOpener opener, Map<String, String> environment) {
        var home = workspace.home().ensure();
        this.workspace = workspace;
        this.environment = environment;
        this.clusters = new ClustersFile(home.clusters(), environment);
        this.history = History.open(home.historyDatabase(), home.homeId());
        this.selections = new Selections(
                history,
                () -> new Viewpoint(workspace.folder(), workspace.clock().instant(), ZoneId.systemDefault()));
        var lastSeen = new LastSeen(home.cache());
        var sync = new EventSync(history, home.homeId());
        var local = new LocalLogs(home.cache());
        this.mums = new Mums(clusters::read, opener, sync, lastSeen, workspace.clock(), workspace.notices());
        this.reader = new StatusReader(selections, mums, lastSeen, clusters::read, STATUS_LIMIT);
        var logs = new LogReader(workspace, mums, local);
        this.single = new SingleReader(workspace, history, reader, logs);
        this.fetcher = new ResultFetcher(workspace, history, mums, logs, local);
    }

    @Override
    public Clusters clusters() {
        return clusters.read();
    }

    @Override
    public void addCluster(Cluster cluster) {
        clusters.add(cluster);
    }

    @Override
    public void removeCluster(String name) {
        var live = IdRanges.text(history.live(name).stream().map(AttemptRow::id).toList());
        if (!live.isEmpty()) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "experiments are live on " + name + ": " + live,
                    "neroman terminate " + live + ", or wait for their end: neroman watch " + live);
        }
        clusters.remove(name);
    }

    @Override
    public Draft template(Path folder, String name, List<String> words, boolean append) {
        return new DraftWriter(workspace.folder().resolve(folder)).write(name, words, append);
    }

    @Override
    public CheckReport check(Path folder, int limit) {
        var snapshots = new CodeSnapshots();
        return new CheckReport(specification(folder, limit).experiments().stream()
                .map(experiment -> new CheckReport.Checked(experiment, snapshots.take(experiment)))
                .toList());
    }

    private Specification specification(Path folder, int limit) {
        var specification = SpecFile.read(workspace.folder().resolve(folder), limit);
        specification.warnings().forEach(warning -> workspace.notices().accept(warning.warning()));
        return specification;
    }

    @Override
    public List<Definition> add(Path folder, int limit) {
        return new Definer(workspace, history, new CodeSnapshots(history))
                .define(specification(folder, limit).experiments());
    }

    @Override
    public SubmitPreview preview(SubmitRequest request) {
        return new Previews(workspace, history, clusters(), targets()).preview(request);
    }

    @Override
    public List<Trial> tryOut(SubmitPreview preview) {
        return Trials.of(preview, mums);
    }

    @Override
    public SubmitOutcome submit(SubmitRequest request, UploadProgress progress) {
        return new Submissions(workspace, history, mums, targets()).submit(request, progress);
    }

    private Targets targets() {
        return new Targets(workspace.folder(), selections, clusters(), this::preferences);
    }

    @Override
    public List<ExperimentReport> find(List<String> words) {
        return reader.find(words);
    }

    @Override
    public StatusReport status(List<String> words) {
        return reader.status(words);
    }

    @Override
    public void watch(List<String> words, WatchListener listener) throws InterruptedException {
        var ids = reader.find(words).stream()
                .filter(each -> !words.isEmpty() || each.isLive())
                .map(ExperimentReport::id)
                .toList();
        new WatchLoop(reader, mums, fetcher, REPORT_GAP).watch(ids, listener);
    }

    @Override
    public void logs(LogRequest request, OutputStream stdout, OutputStream stderr)
            throws IOException, InterruptedException {
        single.logs(request, stdout, stderr);
    }

    @Override
    public MetricsReport metrics(String word, List<String> names, Optional<Integer> attempt) {
        return single.metrics(word, names, attempt);
    }

    @Override
    public DiffReport diff(List<String> words) {
        return single.diff(words);
    }

    @Override
    public List<FetchedResults> fetch(List<String> words) {
        var answered = reader.askAbout(words);
        reader.tell(answered.troubles(), workspace.notices());
        return answered.experiments().stream()
                .map(ExperimentReport::row)
                .flatMap(row -> row.latest().isEmpty() ? Stream.empty() : fetcher.fetch(row).stream())
                .toList();
    }

    @Override
    public TerminateOutcome terminate(List<String> words) {
        return new Terminator(workspace, history, mums).terminate(reader.rows(words));
    }

    @Override
    public HoldOutcome hold(List<String> words) {
        return new Holder(workspace, mums).ask(Call.HOLD, reader.rows(words));
    }

    @Override
    public HoldOutcome release(List<String> words) {
        return new Holder(workspace, mums).ask(Call.RELEASE, reader.rows(words));
    }

    @Override
    public Dossier show(String word) {
        return single.show(word);
    }

    @Override
    public List<Moment> history(List<String> words, int limit) {
        var ids = words.isEmpty()
                ? Optional.<Collection<Long>>empty()
                : Optional.<Collection<Long>>of(new EvenDeleted(history, reader::rows).ids(words));
        return history.moments(ids, limit);
    }

    @Override
    public Definition copy(String word, String name) {
        return new Catalogue(workspace, history).copy(single.one(word), name);
    }

    @Override
    public Deletion delete(List<String> words) {
        reader.bringUpToDate(reader.find(words), workspace.notices());
        return new Catalogue(workspace, history).delete(reader.rows(words));
    }

    @Override
    public List<Long> note(List<String> words, String text) {
        return bookkeeping().note(reader.rows(words), text);
    }

    @Override
    public List<Labelled> tag(List<String> words, List<String> tags, boolean remove) {
        return bookkeeping().tag(reader.rows(words), tags, remove);
    }

    @Override
    public Labelled star(List<String> words, boolean starred) {
        return bookkeeping().star(reader.rows(words), starred);
    }

    private Bookkeeping bookkeeping() {
        return new Bookkeeping(workspace, history, this::preferences);
    }

    @Override
    public MumHello startMum(String cluster) {
        return mums.line(cluster).hello();
    }

    @Override
    public void stopMum(String cluster, boolean forGood) {
        var fields = forGood ? JsonObject.of("for_good", true) : JsonObject.empty();
        mums.line(cluster).call(Call.SHUTDOWN, fields, PATIENCE);
        mums.hangUp(cluster);
    }

    @Override
    public MumReport mumStatus(String cluster) {
        var mum = mums.line(cluster);
        return new MumReport(cluster, mum.hello(), mum.call(Call.STATUS, JsonObject.empty(), PATIENCE));
    }

    @Override
    public NodesReport nodes(String cluster) {
        var mum = mums.line(cluster);
        var status = mum.call(Call.STATUS, JsonObject.empty(), PATIENCE);
        var nodes = ClusterNodes.fromJson(mum.call(Call.NODES, JsonObject.empty(), NODES_PATIENCE));
        return new NodesReport(
                cluster,
                mum.hello().queue(),
                mum.hello().host(),
                status.integer("running"),
                status.integer("queued"),
                nodes);
    }

    private Preferences preferences() {
        return PreferencesFile.read(workspace.home().preferences(), environment);
    }

    @Override
    public List<Leftover> leftovers() {
        return cleaner().leftovers();
    }

    @Override
    public void remove(List<Leftover> leftovers) {
        cleaner().remove(leftovers);
    }

    private Cleaner cleaner() {
        return new Cleaner(workspace.home(), clusters::read, workspace.clock());
    }

    @Override
    public OldHistory oldHistory() {
        return history.old();
    }

    @Override
    public Path startHistoryAnew() {
        var keptAs = workspace.home().oldHistory(workspace.clock().instant());
        history.startAnew(keptAs);
        return keptAs;
    }

    @Override
    public void close() {
        mums.close();
        history.close();
    }
}
