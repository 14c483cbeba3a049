package org.neronet.mum.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neronet.mum.store.TestPlans.HOME;
import static org.neronet.mum.store.TestPlans.NOON;
import static org.neronet.mum.store.TestPlans.OTHER_HOME;
import static org.neronet.mum.store.TestPlans.key;
import static org.neronet.mum.store.TestPlans.plan;
import static org.neronet.mum.store.TestPlans.warned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Frame;
import org.neronet.common.wire.Trial;
import org.neronet.mum.store.Holder;
import org.neronet.mum.store.JournalLedger;
import org.neronet.mum.store.LogSource;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.Terminator;

class GateTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private final List<ClusterSettings> heard = new ArrayList<>();
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final FakeLogs logs = new FakeLogs();
    private JournalLedger ledger;
    private Path endpoint;
    private Gate gate;
    private TinyClient client;

    @BeforeEach
    void open() throws IOException {
        ledger = JournalLedger.open(folder.resolve("journal"), () -> {});
        endpoint = folder.resolve("endpoint");
        var identity = new MumIdentity(
                "a".repeat(32), "direct", "direct-node1", "node1", 3, "b".repeat(64), ProcessIdentity.current(), NOON);
        var hello = new Hello(identity, folder, Map.of("HOME", folder.toString(), "USER", "eve"), heard::add);
        var health = new StatusHandler.Health(
                () -> 2, () -> Optional.of(4), ledger::journalBytes, () -> List.of("look out"));
        gate = new Gate(endpoint, hello, handlers(identity, health), Map.of(), () -> {}, PATIENCE);
        gate.checkComplete();
        gate.start();
        client = TinyClient.connect(endpoint);
    }

    private List<RequestHandler> handlers(MumIdentity identity, StatusHandler.Health health) {
        return List.of(
                new BlobsMissingHandler(),
                new BlobPutHandler(),
                new SubmitHandler(ledger, folder, InstantSource.fixed(NOON), this::unfit),
                new EventsHandler(ledger),
                new LogReadHandler(ledger, logs),
                new TerminateHandler(keys -> new Terminator.Answer(keys.subList(0, 1), keys.subList(1, 2), List.of())),
                new NodesHandler(() -> new ClusterNodes(List.of(), List.of(), List.of()), List::of, folder),
                new TryHandler(plan -> new Trial(true, true, "job " + plan.key().id())),
                HoldHandler.holding(HOLDER),
                HoldHandler.releasing(HOLDER),
                new ResultsListHandler(ledger),
                new ResultsGetHandler(ledger),
                new StatusHandler(identity, ledger, health, () -> JsonObject.of("version", "1.2")),
                new ShutdownHandler(leaving::countDown));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        gate.close();
        ledger.close();
    }

    private static final Holder HOLDER = new Holder() {
        @Override
        public Answer hold(List<AttemptKey> keys) {
            return new Answer(keys.subList(0, 1), List.of(), keys.subList(1, 2), List.of(), List.of());
        }

        @Override
        public Answer release(List<AttemptKey> keys) {
            return new Answer(List.of(), keys, List.of(), List.of(), List.of());
        }
    };

    @Test
    void plansAreTriedOutWithoutBeingTaken() throws IOException {
        client.hello(HOME);
        var plans = java.util.stream.LongStream.rangeClosed(1, Trial.MOST + 1)
                .mapToObj(id -> plan((int) id).toJson())
                .toList();

        var answers = ask("try", JsonObject.of("plans", plans)).objects("answers", Trial::fromJson);

        assertThat(answers).hasSize(Trial.MOST + 1);
        assertThat(answers.get(1)).isEqualTo(new Trial(true, true, "job 2"));
        assertThat(answers.get(Trial.MOST)).isEqualTo(Trial.UNKNOWN);
        assertThat(ledger.live()).isEmpty();
    }

    @Test
    void nodesComeWithTheDisks() throws IOException {
        client.hello(HOME);

        var nodes = ClusterNodes.fromJson(ask("nodes", JsonObject.empty()));

        assertThat(nodes.disks())
                .isNotEmpty()
                .allSatisfy(disk -> assertThat(disk.totalBytes()).isPositive());
    }

    @Test
    void holdsAndReleasesArePassedOn() throws IOException {
        client.hello(HOME);
        var keys = JsonObject.of("keys", List.of(key(1).toJson(), key(2).toJson()));

        var held = ask("hold", keys);
        assertThat(held.objects("asked", AttemptKey::fromJson)).containsExactly(key(1));
        assertThat(held.objects("running", AttemptKey::fromJson)).containsExactly(key(2));
        assertThat(held.objects("unknown", AttemptKey::fromJson)).isEmpty();
        assertThat(ask("release", keys).objects("already", AttemptKey::fromJson))
                .containsExactly(key(1), key(2));
    }

    private JsonObject ask(String call, JsonObject fields) throws IOException {
        return client.ask(call, fields).json();
    }

    private Optional<String> unfit(AttemptPlan plan) {
        return plan.resources().gpus() > 2
                ? Optional.of("needs " + plan.resources().gpus() + " GPUs, and this direct queue has 2")
                : Optional.empty();
    }

    private JsonObject submit(AttemptPlan... plans) throws IOException {
        return ask(
                "submit",
                JsonObject.of(
                        "plans",
                        List.of(plans).stream().map(AttemptPlan::toJson).toList()));
    }

    private static String faultOf(JsonObject reply) {
        assertThat(reply.bool("ok")).as("%s", reply).isFalse();
        return reply.object("fault").string("code") + ": "
                + reply.object("fault").string("message");
    }

    private static JsonObject ofKey(long id) {
        return JsonObject.of("key", key(id).toJson());
    }

    @Test
    void aNewerNeromanThatStillSpeaksOurVersionIsServed() throws IOException {
        var reply = ask("hello", JsonObject.of("version", 2).with("oldest", 1).with("home", HOME));

        assertThat(reply.bool("ok")).isTrue();
        assertThat(reply.integer("version")).isEqualTo(1);
    }

    @Test
    void versionsThatMakeNoSenseAreRefused() throws IOException {
        assertThat(ask("hello", JsonObject.of("version", 1).with("oldest", 2).with("home", HOME))
                        .bool("ok"))
                .isFalse();
    }

    @Test
    void aNeromanThatVanishedIsHungUpOnAndOthersAreNot() throws IOException {
        client.hello(HOME);
        var upload = TinyClient.connect(endpoint);
        upload.hello(HOME);
        upload.send("blob_put", JsonObject.of("sha256", "0".repeat(64)).with("size", 3));
        Await.until(LIMIT, () -> "two connections", () -> gate.connections() == 2);
        long end = System.nanoTime() + PATIENCE.plusSeconds(1).toNanos();
        while (System.nanoTime() - end < 0) {
            ask("events", JsonObject.of("since", 0).with("wait_ms", 200));
        }

        gate.look();

        Await.until(LIMIT, () -> "still " + gate.connections(), () -> gate.connections() == 1);
        assertThat(ask("status", JsonObject.empty()).bool("ok")).isTrue();
        upload.close();
    }

    @Test
    void helloSaysWhoMumIs() throws IOException {
        var settings = new ClusterSettings(
                "direct", Optional.of("$HOME/runs"), Optional.of(3), List.of(), List.of(), Optional.empty());

        var reply = ask("hello", JsonObject.of("version", 1).with("home", HOME).with("cluster", settings.toJson()));

        assertThat(reply)
                .hasToString(("{'id':1,'ok':true,'version':1,'mum_id':'" + "a".repeat(32)
                                + "','queue':'direct-node1','host':'node1','epoch':3,'sha':'" + "b".repeat(64)
                                + "','pid':" + ProcessIdentity.current().pid()
                                + ",'started_at':'2026-05-04T12:00:00Z','workdir':'" + folder + "/runs'}")
                        .replace('\'', '"'));
        assertThat(heard).containsExactly(settings);
    }

    @Test
    void nothingIsAnsweredBeforeHello() throws IOException {
        assertThat(faultOf(ask("status", JsonObject.empty()))).isEqualTo("USAGE: the first request must be hello");
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void anotherProtocolIsRefusedWithBothVersions() throws IOException {
        assertThat(faultOf(ask("hello", JsonObject.of("version", 2).with("home", HOME))))
                .isEqualTo("CONNECTION: this neroman speaks version 2 of the protocol, this mum 1; jobs go on");
        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void aForgedHomeOrTypeIsRefused() throws IOException {
        assertThat(faultOf(client.hello("../etc"))).startsWith("USAGE").contains("32 hexadecimal digits");

        try (var other = TinyClient.connect(endpoint)) {
            var slurm = JsonObject.of("version", 1)
                    .with("home", HOME)
                    .with("cluster", ClusterSettings.ofType("slurm").toJson());
            assertThat(faultOf(other.ask("hello", slurm).json()))
                    .contains("serves a cluster of type direct, not slurm");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void whatCanNeverRunHereIsRefusedWithNumbersAndNothingIsKept() throws IOException {
        client.hello(HOME);
        var wish = new Resources(1, 3, Optional.empty(), Optional.empty());
        var large = Plans.plan(new AttemptKey(HOME, 8, 1), wish, List.of(), List.of());

        assertThat(faultOf(submit(large)))
                .isEqualTo("USAGE: experiment 8 can never run here: it needs 3 GPUs, and this direct queue has 2");
        assertThat(ledger.live()).isEmpty();
    }

    @Test
    void rubbishEndsTheConnectionAndNothingElse() throws IOException {
        client.raw("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(client.isHungUp()).isTrue();

        try (var other = TinyClient.connect(endpoint)) {
            assertThat(other.hello(HOME).bool("ok")).isTrue();
            other.chunk(99, new byte[10]);
            assertThat(faultOf(other.ask("sing", JsonObject.empty()).json())).contains("knows no request 'sing'");
            assertThat(faultOf(other.ask("log_read", JsonObject.empty()).json()))
                    .contains("cannot be understood");
        }
    }

    @Test
    void blobsTravelInChunksOfAnySize() throws IOException {
        client.hello(HOME);
        var bytes = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
        var digest = Sha256.of(bytes);
        var digests = JsonObject.of("digests", List.of(digest, digest));
        assertThat(ask("blobs_missing", digests).strings("missing")).containsExactly(digest);

        long id = client.send("blob_put", JsonObject.of("sha256", digest).with("size", 1000));
        for (int i = 0; i < 10; i++) {
            client.chunk(id, java.util.Arrays.copyOfRange(bytes, 100 * i, 100 * i + 100));
        }

        assertThat(client.reply(id).json().bool("ok")).isTrue();
        assertThat(ask("blobs_missing", digests).strings("missing")).isEmpty();
        var empty = Sha256.of(new byte[0]);
        assertThat(ask("blob_put", JsonObject.of("sha256", empty).with("size", 0))
                        .bool("ok"))
                .isTrue();
    }

    @Test
    void aBlobThatIsNotWhatItSaysIsRefusedAndTheConnectionLives() throws IOException {
        client.hello(HOME);
        long id =
                client.send("blob_put", JsonObject.of("sha256", "0".repeat(64)).with("size", 3));
        for (int i = 0; i < 20; i++) {
            client.chunk(id, new byte[5]);
        }

        assertThat(faultOf(client.reply(id).json())).contains("longer than the announced 3 bytes");
        assertThat(faultOf(ask("blob_put", JsonObject.of("sha256", "x").with("size", -1))))
                .contains("below zero");
        var huge = JsonObject.of("sha256", "0".repeat(64)).with("size", 100_000_000_000_000_000L);
        assertThat(faultOf(ask("blob_put", huge))).contains("must stay free");
        assertThat(ask("status", JsonObject.empty()).bool("ok")).isTrue();
    }

    @Test
    void aSubmittedPlanIsKeptOnceAndDurably() throws IOException {
        client.hello(HOME);

        var first = submit(plan(1), plan(2), plan(1));
        var second = submit(plan(2), plan(3));

        assertThat(first.objects("accepted", AttemptKey::fromJson)).containsExactly(key(1), key(2));
        assertThat(first.objects("known", AttemptKey::fromJson)).containsExactly(key(1));
        assertThat(second.objects("accepted", AttemptKey::fromJson)).containsExactly(key(3));
        assertThat(second.objects("known", AttemptKey::fromJson)).containsExactly(key(2));
        var attempt = ledger.find(key(3)).orElseThrow();
        assertThat(attempt.status().state()).isEqualTo(AttemptState.SUBMITTED);
        assertThat(attempt.folder().root()).isEqualTo(folder.resolve("work/attempts/0123456789abcdef-3-1"));
    }

    @Test
    void aPlanWithoutItsFilesIsNotTaken() throws IOException {
        client.hello(HOME);
        var code = List.of(new CodeFile("a", 1, "0".repeat(64), false), new CodeFile("b", 1, "1".repeat(64), false));

        assertThat(faultOf(submit(plan(1), plan(key(2), code, List.of(), 1000))))
                .startsWith("FAILURE: 2 files of the experiments have not arrived");
        assertThat(ledger.live()).isEmpty();
    }

    @Test
    void aPlanOfAnotherHomeIsNotTaken() throws IOException {
        client.hello(OTHER_HOME);

        assertThat(faultOf(submit(plan(1)))).startsWith("USAGE").contains("another home");
    }

    @Test
    void eventsComeByHomeWithTheNextCursor() throws IOException {
        client.hello(HOME);
        submit(plan(1), plan(2), plan(3));

        var all = ask("events", JsonObject.of("since", 0).with("limit", 2).with("home", ""));
        var others = ask("events", JsonObject.of("since", 0).with("home", OTHER_HOME));

        assertThat(all.objects("events", e -> e.integer("seq"))).containsExactly(1L, 2L);
        assertThat(all.integer("next")).isEqualTo(2);
        assertThat(all.integer("head")).isEqualTo(3);
        assertThat(others.objects("events", e -> e)).isEmpty();
        assertThat(others.integer("next")).isEqualTo(3);
    }

    @Test
    void aWaitingRequestDoesNotHoldUpOthersAndIsAnsweredByNews() throws IOException {
        client.hello(HOME);
        submit(plan(1));
        long waiting = client.send(
                "events", JsonObject.of("since", 1).with("wait_ms", 25_000).with("home", HOME));
        assertThat(ask("status", JsonObject.empty()).bool("ok")).isTrue();

        ledger.append(List.of(warned(1, "news"))).join();

        var reply = client.reply(waiting).json();
        assertThat(reply.objects("events", e -> e.object("event").string("text")))
                .containsExactly("news");
    }

    @Test
    void aWaitEndsEarlyWhenTheNeromanSaysNoMore() throws IOException {
        client.hello(HOME);
        long waiting = client.send("events", JsonObject.of("since", 0).with("wait_ms", 25_000));
        client.sayNoMore();

        assertThat(client.reply(waiting).json().objects("events", e -> e)).isEmpty();
        assertThat(client.isHungUp()).isTrue();
        Await.until(LIMIT, () -> gate.connections() + " connections", () -> gate.connections() == 0);
    }

    @Test
    void logsComeInPiecesUpToTheLimit() throws IOException {
        client.hello(HOME);
        submit(plan(1));
        logs.text = "x".repeat(Frame.CHUNK) + "yz";

        var whole = client.ask("log_read", ofKey(1).with("stream", "stdout").with("offset", 1));
        var piece = client.ask(
                "log_read", ofKey(1).with("stream", "stderr").with("offset", 2).with("limit", 3));

        assertThat(whole.chunks()).asString().hasSize(Frame.CHUNK + 1).endsWith("xyz");
        assertThat(whole.json().integer("offset")).isEqualTo(Frame.CHUNK + 2);
        assertThat(whole.json().integer("size")).isEqualTo(Frame.CHUNK + 2);
        assertThat(whole.json().bool("complete")).isFalse();
        assertThat(piece.chunks()).asString().isEqualTo("xxx");
        assertThat(piece.json().integer("offset")).isEqualTo(5);
        assertThat(faultOf(ask("log_read", ofKey(9).with("stream", "stdout")))).startsWith("NOT_FOUND");
    }

    @Test
    void aLogReaderWaitsForGrowthOrTheEnd() throws IOException {
        client.hello(HOME);
        submit(plan(1));
        var request = ofKey(1).with("stream", "stdout").with("wait_ms", 25_000);
        logs.growTo = "grown";

        assertThat(client.ask("log_read", request).chunks()).asString().isEqualTo("grown");

        logs.complete = true;
        assertThat(ask("log_read", request.with("offset", 5)).bool("complete")).isTrue();
        logs.fails = true;
        assertThat(faultOf(ask("log_read", request))).isEqualTo("FAILURE: the disk says: Input/output error");
    }

    @Test
    void terminationIsPassedOn() throws IOException {
        client.hello(HOME);

        var reply = ask("terminate", JsonObject.of("keys", List.of(key(1).toJson(), key(2).toJson())));

        assertThat(reply.objects("asked", AttemptKey::fromJson)).containsExactly(key(1));
        assertThat(reply.objects("ended", AttemptKey::fromJson)).containsExactly(key(2));
        assertThat(reply.objects("unknown", AttemptKey::fromJson)).isEmpty();
    }

    @Test
    void resultsAreListedAndSent() throws IOException {
        client.hello(HOME);
        submit(plan(1));
        var work = ledger.find(key(1)).orElseThrow().folder().work();
        Files.createDirectories(work);
        var text = "r".repeat(Frame.CHUNK + 10);
        Files.writeString(work.resolve("out.txt"), text);

        var list = ask("results_list", ofKey(1));
        var file = client.ask("results_get", ofKey(1).with("path", "out.txt"));

        assertThat(list.objects("files", f -> f.string("path"))).containsExactly("out.txt");
        assertThat(list.objects("left_out", f -> f)).isEmpty();
        assertThat(list.bool("ready")).isFalse();
        assertThat(file.chunks()).asString().isEqualTo(text);
        assertThat(file.json().integer("size")).isEqualTo(text.length());
        assertThat(file.json().string("sha256")).isEqualTo(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(faultOf(ask("results_get", ofKey(1).with("path", "../key")))).startsWith("NOT_FOUND");
    }

    @Test
    void statusSaysHowMumIs() throws IOException {
        client.hello(HOME);
        submit(plan(1), plan(2));

        var status = ask("status", JsonObject.empty());

        assertThat(status.integer("live")).isEqualTo(2);
        assertThat(status.integer("running")).isZero();
        assertThat(status.integer("queued")).isEqualTo(2);
        assertThat(status.integer("slots")).isEqualTo(4);
        assertThat(status.integer("kids")).isEqualTo(2);
        assertThat(status.integer("head")).isEqualTo(2);
        assertThat(status.integer("journal_bytes")).isPositive();
        assertThat(status.integer("heap_bytes")).isPositive();
        assertThat(status.strings("warnings")).containsExactly("look out");
        assertThat(status.object("states").integer("submitted")).isEqualTo(2);
        assertThat(status.string("version")).isEqualTo("1.2");
    }

    @Test
    void shutdownIsAnsweredBeforeMumLeaves() throws IOException {
        client.hello(HOME);

        assertThat(ask("shutdown", JsonObject.empty()).bool("ok")).isTrue();

        assertThat(leaving.getCount()).isZero();
        gate.close();
        assertThat(client.isHungUp()).isTrue();
        assertThat(endpoint).doesNotExist();
    }

    @Test
    void theSocketIsPrivate() throws IOException {
        var socket = Path.of(DaemonEndpoint.read(endpoint).orElseThrow().socket());

        assertThat(socket.toString().length()).isLessThan(100);
        assertThat(mode(socket.getParent())).isEqualTo("rwx------");
        assertThat(mode(socket)).isEqualTo("rw-------");
        assertThat(mode(endpoint)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aSweptSocketIsMadeAgain() throws IOException {
        client.hello(HOME);
        var before = DaemonEndpoint.read(endpoint).orElseThrow();
        Files.delete(Path.of(before.socket()));

        gate.look();

        assertThat(DaemonEndpoint.read(endpoint).orElseThrow().socket()).isNotEqualTo(before.socket());
        try (var other = TinyClient.connect(endpoint)) {
            assertThat(other.hello(HOME).bool("ok")).isTrue();
        }
        assertThat(ask("status", JsonObject.empty()).bool("ok")).isTrue();
        assertThat(Path.of(before.socket()).getParent()).doesNotExist();
    }

    @Test
    void theSocketOfAKilledMumIsRemoved(@TempDir Path runtime) throws IOException {
        var left = Files.createDirectory(runtime.resolve("neronet-1"));
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rwx------"));
        var socket = Files.createFile(left.resolve("mum"));
        new DaemonEndpoint(socket.toString(), new ProcessIdentity(1, 1), "c", "node1", 2).write(endpoint);
        gate.close();

        var identity = new MumIdentity("", "", "", "node1", 1, "", ProcessIdentity.current(), NOON);
        try (var next =
                new Gate(endpoint, new Hello(identity, folder, Map.of(), heard::add), List.of(), Map.of(), () -> {})) {
            next.start();
        }

        assertThat(left).doesNotExist();
    }

    @Test
    void onlyASocketsOwnFolderIsEverRemoved(@TempDir Path runtime) throws IOException {
        var precious = Files.createFile(runtime.resolve("mum"));
        var shared = Files.createDirectory(runtime.resolve("neronet-2"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        var other = Files.createFile(shared.resolve("mum"));

        SocketListener.sweep(precious);
        SocketListener.sweep(other);
        SocketListener.sweep(Path.of("/"));

        assertThat(precious).exists();
        assertThat(other).exists();
    }

    @Test
    void aForeignEndpointFileIsLeftAlone() throws IOException {
        var other = new DaemonEndpoint("/tmp/other/mum", new ProcessIdentity(1, 2), "c", "node2", 9);
        other.write(endpoint);

        gate.close();

        assertThat(DaemonEndpoint.read(endpoint)).contains(other);
    }

    @Test
    void tooManyConnectionsAreToldSo() throws IOException {
        var clients = new ArrayList<TinyClient>();
        try {
            for (int i = 0; i < 63; i++) {
                clients.add(TinyClient.connect(endpoint));
            }
            clients.add(TinyClient.connect(endpoint));
            assertThat(faultOf(clients.get(63).reply(0).json())).contains("64 connections already");
        } finally {
            for (var each : clients) {
                each.close();
            }
        }
        Await.until(LIMIT, () -> gate.connections() + " connections", () -> gate.connections() == 1);
    }

    @Test
    void aPrivateRuntimeFolderIsPreferred(@TempDir Path runtime) throws IOException {
        assertThat(SocketListener.place(Map.of("XDG_RUNTIME_DIR", runtime.toString())))
                .isEqualTo(runtime);
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(SocketListener.place(Map.of("XDG_RUNTIME_DIR", runtime.toString())))
                .isEqualTo(Path.of("/tmp"));
        assertThat(SocketListener.place(Map.of("XDG_RUNTIME_DIR", "/" + "x".repeat(99))))
                .isEqualTo(Path.of("/tmp"));
        assertThat(SocketListener.place(Map.of())).isEqualTo(Path.of("/tmp"));
    }

    @Test
    void aGateWithoutAHandlerIsNotWhole() {
        var identity = new MumIdentity("", "", "", "", 1, "", ProcessIdentity.current(), NOON);
        var bare = new Gate(endpoint, new Hello(identity, folder, Map.of(), heard::add), List.of(), Map.of(), () -> {});

        assertThatThrownBy(bare::checkComplete)
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("nobody answers");
        bare.close();
    }

    @Test
    void faultsKeepTheirCodeWhateverTheyAreWrappedIn() {
        var known = new NeronetException(ExitCode.REFUSED, "no", "yes");

        assertThat(Faults.of("x", new java.util.concurrent.CompletionException(known))
                        .code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(Faults.of("x", new IllegalStateException("odd")).code()).isEqualTo(ExitCode.INTERNAL);
    }

    /** Output that grows when somebody waits for it. */
    private static final class FakeLogs implements LogSource {
        private volatile String text = "";
        private volatile String growTo = "";
        private volatile boolean complete;
        private volatile boolean fails;

        @Override
        public Piece read(AttemptKey key, OutputStreamName stream, long offset, int limit) throws IOException {
            if (fails) {
                throw new IOException("Input/output error");
            }
            var from = (int) Math.min(offset, text.length());
            var bytes =
                    text.substring(from, Math.min(text.length(), from + limit)).getBytes(StandardCharsets.UTF_8);
            return new Piece(bytes, text.length(), complete && from + bytes.length >= text.length());
        }

        @Override
        public void awaitGrowth(AttemptKey key, OutputStreamName stream, long offset, long millis) {
            text = growTo;
        }
    }
}
