package org.neronet.man.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.Trial;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.MetricPoint;
import org.neronet.man.history.Moment;
import org.neronet.man.history.OldHistory;
import org.neronet.man.link.MumHello;
import org.neronet.man.report.DiffReport;
import org.neronet.man.report.Difference;
import org.neronet.man.report.Dossier;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.FileChange;
import org.neronet.man.report.MetricsReport;
import org.neronet.man.report.StatusReport;
import org.neronet.man.service.CheckReport;
import org.neronet.man.service.Deletion;
import org.neronet.man.service.Draft;
import org.neronet.man.service.FetchedResults;
import org.neronet.man.service.HoldOutcome;
import org.neronet.man.service.Labelled;
import org.neronet.man.service.Leftover;
import org.neronet.man.service.LogRequest;
import org.neronet.man.service.MumReport;
import org.neronet.man.service.NeromanService;
import org.neronet.man.service.NodesReport;
import org.neronet.man.service.Place;
import org.neronet.man.service.SubmitOutcome;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.service.SubmitRequest;
import org.neronet.man.service.TerminateOutcome;
import org.neronet.man.service.WatchListener;
import org.neronet.man.spec.SpecFile;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.submit.UploadProgress;
import org.neronet.man.testing.Dossiers;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Samples;

/** A service with three experiments: 1 finished, 2 runs, 3 failed; it remembers what it was asked. */
final class FakeService implements NeromanService {
    final List<String> asked = new ArrayList<>();
    final ExperimentRow finished = Samples.ended(1, "triton", AttemptState.FINISHED, "exit 0");
    final ExperimentRow running = Samples.running(2, "triton");
    final ExperimentRow failed = Samples.ended(3, "triton", AttemptState.FAILED, "exit 3");
    final Map<String, List<MetricPoint>> series =
            new LinkedHashMap<>(Map.of("loss", List.of(new MetricPoint(1, 0.5, Samples.T0, MetricSource.STDOUT, 1))));
    boolean experiments = true;
    List<Leftover> leftovers = List.of();
    OldHistory oldHistory = new OldHistory(0, 0, List.of());
    RuntimeException fault;
    Error error;
    SubmitOutcome outcome = new SubmitOutcome(
            Place.cluster("triton"),
            List.of(),
            List.of(new SubmitOutcome.Part(
                    "triton", List.of(running), List.of(), List.of(failed), List.of(), Optional.empty())),
            Map.of());
    List<Trial> trials = List.of();
    boolean offline;
    SubmitPreview preview = new SubmitPreview(
            Place.cluster("triton"),
            List.of(
                    new SubmitPreview.Item(
                            Optional.of(2L),
                            running.experiment(),
                            SubmitPreview.Action.START,
                            Optional.of(new CodeSnapshot(List.of(), Map.of())),
                            Optional.empty()),
                    new SubmitPreview.Item(
                            Optional.empty(),
                            failed.experiment(),
                            SubmitPreview.Action.ENDED,
                            Optional.empty(),
                            Optional.empty())),
            List.of());
    Cluster added;
    Clusters clusters = new Clusters(Optional.of("local"), Map.of());

    private void ask(String what) {
        asked.add(what);
        if (error != null) {
            throw error;
        }
        if (fault != null) {
            throw fault;
        }
    }

    private static ExperimentReport report(ExperimentRow row) {
        return Samples.report(row, Samples.metric("val_loss", 0.25, 0.125, 0.9));
    }

    @Override
    public Clusters clusters() {
        ask("clusters");
        return clusters;
    }

    @Override
    public void addCluster(Cluster cluster) {
        added = cluster;
    }

    @Override
    public void removeCluster(String name) {
        ask("remove " + name);
    }

    @Override
    public Draft template(Path folder, String name, List<String> words, boolean append) {
        ask("template " + folder + " " + name + " " + words + " " + append);
        var kind = append ? Draft.Kind.APPENDED : name.equals("new") ? Draft.Kind.WRITTEN : Draft.Kind.NOT_WRITTEN;
        return new Draft(Path.of("/exp/config.yaml"), "+" + name + ":\n  command: x\n", kind);
    }

    @Override
    public CheckReport check(Path folder, int limit) {
        ask("check " + folder);
        return new CheckReport(
                List.of(new CheckReport.Checked(running.experiment(), new CodeSnapshot(List.of(), Map.of()))));
    }

    @Override
    public List<Definition> add(Path folder, int limit) {
        ask("add " + folder);
        return List.of(
                new Definition(1, finished.experiment(), Definition.Kind.SAME),
                new Definition(4, running.experiment(), Definition.Kind.NEW));
    }

    @Override
    public SubmitPreview preview(SubmitRequest request) {
        ask("preview " + text(request));
        return preview;
    }

    @Override
    public SubmitOutcome submit(SubmitRequest request, UploadProgress progress) {
        ask("submit " + text(request));
        progress.sent(1, 2, 50, 100);
        return outcome;
    }

    private static String text(SubmitRequest request) {
        var limit = request.limit() == SpecFile.MAX_EXPERIMENTS ? "" : " " + request.limit();
        return request.words() + " " + request.again() + limit;
    }

    @Override
    public List<ExperimentReport> find(List<String> words) {
        ask("find " + words);
        if (words.contains("3")) {
            return List.of(report(failed));
        }
        var found = new ArrayList<>(List.of(report(running), report(Samples.running(4, "t"))));
        if (words.contains("9")) {
            found.add(report(Samples.running(9, "t")));
        }
        return found;
    }

    @Override
    public StatusReport status(List<String> words) {
        ask("status " + words);
        return new StatusReport(
                experiments ? List.of(report(finished), report(running), report(failed)) : List.of(), List.of());
    }

    @Override
    public void watch(List<String> words, WatchListener listener) {
        ask("watch " + words);
        listener.update(new StatusReport(List.of(report(running), report(failed)), List.of()));
        listener.trouble("triton: lost; trying again in 1 s");
        listener.update(new StatusReport(
                List.of(report(Samples.ended(2, "t", AttemptState.FINISHED, "ok")), report(failed)), List.of()));
        listener.fetched(new FetchedResults(2, 1, Optional.of(Path.of("/r/2")), 1, List.of(), Optional.empty()));
    }

    @Override
    public void logs(LogRequest request, OutputStream stdout, OutputStream stderr) throws IOException {
        ask("logs " + request.word() + " " + request.follow());
        for (var stream : request.streams()) {
            var sink = stream == OutputStreamName.STDOUT ? stdout : stderr;
            sink.write((stream.file() + "\u0007\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public MetricsReport metrics(String word, List<String> names, Optional<Integer> attempt) {
        ask("metrics " + word + " " + names
                + attempt.map(number -> " of attempt " + number).orElse(""));
        return new MetricsReport(2, 1, series);
    }

    @Override
    public DiffReport diff(List<String> words) {
        ask("diff " + words);
        return new DiffReport(
                "#1 a",
                "#2 b",
                List.of(new Difference("lr", Optional.of("0.1"), Optional.empty())),
                List.of(),
                List.of(new FileChange("main.py", FileChange.Kind.CHANGED, 3, 4, List.of("-a", "+\u001b[2J"))),
                "",
                List.of(),
                List.of(new Difference("val_loss", Optional.of("0.5"), Optional.of("0.25"))));
    }

    @Override
    public List<FetchedResults> fetch(List<String> words) {
        ask("fetch " + words);
        return words.contains("9")
                ? List.of()
                : List.of(
                        new FetchedResults(1, 1, Optional.of(Path.of("/r/1")), 3, List.of("big"), Optional.empty()),
                        new FetchedResults(3, 1, Optional.empty(), 0, List.of(), Optional.of("no route")));
    }

    @Override
    public TerminateOutcome terminate(List<String> words) {
        ask("terminate " + words);
        return new TerminateOutcome(
                List.of(2L), List.of(1L, 3L), List.of(), words.contains("2,4,9") ? List.of(9L) : List.of());
    }

    @Override
    public List<Trial> tryOut(SubmitPreview asked) {
        ask("try out");
        if (offline) {
            throw new NeronetException(ExitCode.CONNECTION, "no route to triton", "try ssh triton");
        }
        return trials;
    }

    @Override
    public HoldOutcome hold(List<String> words) {
        ask("hold " + words);
        var running = words.contains("1-4") ? List.of(4L) : List.<Long>of();
        return new HoldOutcome(List.of(2L, 3L), List.of(1L), running, List.of(), List.of(), List.of());
    }

    @Override
    public HoldOutcome release(List<String> words) {
        ask("release " + words);
        var unknown = words.contains("9") ? List.of(9L) : List.<Long>of();
        return new HoldOutcome(List.of(2L), List.of(1L), List.of(4L), List.of(5L), List.of(6L), unknown);
    }

    @Override
    public Dossier show(String word) {
        ask("show " + word);
        return Dossiers.of(finished);
    }

    @Override
    public List<Moment> history(List<String> words, int limit) {
        ask("history " + words + " " + limit);
        return LongStream.rangeClosed(1, words.contains("9") ? 0 : Math.min(limit, 60))
                .mapToObj(i ->
                        new Moment(Samples.T0.plusSeconds(i), i, "lang/run-" + i, new Moment.What.Noted("j", "x\n")))
                .toList();
    }

    @Override
    public Definition copy(String word, String name) {
        ask("copy " + word + " " + name);
        return new Definition(4, running.experiment().named("lang/" + name), Definition.Kind.NEW);
    }

    @Override
    public Deletion delete(List<String> words) {
        ask("delete " + words);
        return new Deletion(List.of(2L), words.contains("2,4,9") ? List.of(4L) : List.of());
    }

    @Override
    public List<Long> note(List<String> words, String text) {
        ask("note " + words + " " + text);
        return List.of(2L, 3L);
    }

    @Override
    public List<Labelled> tag(List<String> words, List<String> tags, boolean remove) {
        ask("tag " + words + " " + tags + " " + remove);
        return tags.stream()
                .map(tag -> new Labelled(tag, tag.equals("old") ? List.of() : List.of(1L, 2L), List.of(3L)))
                .toList();
    }

    @Override
    public Labelled star(List<String> words, boolean starred) {
        ask("star " + words + " " + starred);
        return new Labelled("star", words.contains("9") ? List.of() : List.of(1L), List.of(9L));
    }

    @Override
    public MumHello startMum(String cluster) {
        ask("start " + cluster);
        if (cluster.equals("far")) {
            throw new NeronetException(ExitCode.CONNECTION, "cannot reach far", "try: ssh far true");
        }
        return new FakeMum().hello();
    }

    @Override
    public void stopMum(String cluster, boolean forGood) {
        ask("stop " + cluster + (forGood ? " for good" : ""));
    }

    @Override
    public MumReport mumStatus(String cluster) {
        ask("mum " + cluster);
        return new MumReport(
                cluster,
                new FakeMum().hello(),
                JsonObject.of("running", 3L)
                        .with("version", "1.2")
                        .with("scheduler_calls_last_minute", 2L)
                        .with("scheduler_answered_at", "2026-11-22T12:00:00Z")
                        .with("states", JsonObject.of("held", 1L).with("running", 3L))
                        .with("lease", JsonObject.of("host", "login1").with("epoch", 4L))
                        .with("warnings", List.of("disk\u001b")));
    }

    @Override
    public NodesReport nodes(String cluster) {
        ask("nodes " + cluster);
        var partition =
                new ClusterNodes.Partition("debug", true, "up", Optional.of("1:00:00"), 2, 32, Optional.of(30L));
        var node = new ClusterNodes.Node(
                "node3",
                List.of("debug", "gpu"),
                "mixed",
                16,
                Optional.of(14L),
                Optional.of("1.93"),
                Optional.of(8_000_000_000L),
                Optional.empty(),
                2,
                Optional.of(1L));
        var disk = new ClusterNodes.Disk("/scratch/me", 2_000_000_000L, 500_000_000L);
        return new NodesReport(
                cluster,
                "slurm-triton",
                "login1",
                3,
                4,
                new ClusterNodes(List.of(partition), List.of(node), List.of(disk)));
    }

    @Override
    public List<Leftover> leftovers() {
        ask("leftovers");
        return leftovers;
    }

    @Override
    public void remove(List<Leftover> leftovers) {
        ask("remove " + leftovers.size());
    }

    @Override
    public OldHistory oldHistory() {
        ask("old history");
        return oldHistory;
    }

    @Override
    public Path startHistoryAnew() {
        ask("start anew");
        return Path.of("/home/history-1.db");
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
