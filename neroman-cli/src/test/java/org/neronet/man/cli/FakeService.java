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
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.MetricPoint;
import org.neronet.man.link.MumHello;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.MetricsReport;
import org.neronet.man.report.StatusReport;
import org.neronet.man.service.CheckReport;
import org.neronet.man.service.FetchedResults;
import org.neronet.man.service.LogRequest;
import org.neronet.man.service.MumReport;
import org.neronet.man.service.NeromanService;
import org.neronet.man.service.SubmitOutcome;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.service.TerminateOutcome;
import org.neronet.man.service.WatchListener;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.submit.UploadProgress;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Samples;

/** A service with three experiments: 1 finished, 2 runs, 3 failed; it remembers what it was asked. */
final class FakeService implements NeromanService {
    final List<String> asked = new ArrayList<>();
    final ExperimentRow finished = Samples.ended(1, "triton", AttemptState.FINISHED, "exit 0");
    final ExperimentRow running = Samples.running(2, "triton");
    final ExperimentRow failed = Samples.ended(3, "triton", AttemptState.FAILED, "exit 3");
    final Map<String, List<MetricPoint>> series =
            new LinkedHashMap<>(Map.of("loss", List.of(new MetricPoint(1, 0.5, Samples.T0, OutputStreamName.STDOUT))));
    RuntimeException fault;
    Error error;
    Cluster added;

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
        return new Clusters(Optional.of("local"), Map.of());
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
    public SubmitPreview preview(List<String> words, boolean again) {
        ask("preview " + words + " " + again);
        return new SubmitPreview(
                "triton",
                List.of(
                        new SubmitPreview.Item(
                                Optional.of(2L),
                                running.experiment(),
                                SubmitPreview.Action.START,
                                Optional.of(new CodeSnapshot(List.of(), Map.of()))),
                        new SubmitPreview.Item(
                                Optional.empty(), failed.experiment(), SubmitPreview.Action.ENDED, Optional.empty())));
    }

    @Override
    public SubmitOutcome submit(List<String> words, boolean again, UploadProgress progress) {
        ask("submit " + words + " " + again);
        progress.sent(1, 2, 50, 100);
        return new SubmitOutcome("triton", List.of(), List.of(running), List.of(), List.of(failed));
    }

    @Override
    public List<ExperimentReport> find(List<String> words) {
        ask("find " + words);
        return words.contains("3")
                ? List.of(report(failed))
                : List.of(report(running), report(Samples.running(4, "t")));
    }

    @Override
    public StatusReport status(List<String> words) {
        ask("status " + words);
        return new StatusReport(List.of(report(finished), report(running), report(failed)), List.of());
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
    public MetricsReport metrics(String word, List<String> names) {
        ask("metrics " + word + " " + names);
        return new MetricsReport(2, 1, series);
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
                List.of(2L), List.of(1L, 3L), List.of(), words.contains("9") ? List.of(9L) : List.of());
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
    public void stopMum(String cluster) {
        ask("stop " + cluster);
    }

    @Override
    public MumReport mumStatus(String cluster) {
        ask("mum " + cluster);
        return new MumReport(
                cluster, new FakeMum().hello(), JsonObject.of("running", 3L).with("warnings", List.of("disk\u001b")));
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
