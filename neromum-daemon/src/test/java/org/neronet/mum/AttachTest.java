package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.Frame;
import org.neronet.common.wire.Magic;
import org.neronet.common.wire.Owner;
import org.neronet.mum.gate.DaemonEndpoint;

class AttachTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SHA = "a".repeat(64);
    private static final String HOME = "b".repeat(32);

    @TempDir
    Path root;

    private final FakeWarden warden = new FakeWarden("fake", "fake-here");
    private final CountDownLatch leaving = new CountDownLatch(1);
    private final List<CompletableFuture<Void>> daemons = new ArrayList<>();
    private Host host;
    private StateFolder state;
    private Path lib;

    @BeforeEach
    void prepare() throws Exception {
        host = Host.here(new SystemCommandRunner());
        state = StateFolder.of(root, warden.queue());
        state.ensure();
        lib = Files.createDirectories(root.resolve("lib").resolve(SHA));
    }

    /** Who still leaves would write into the folder while it is removed. */
    @AfterEach
    void letGo() throws Exception {
        leaving.countDown();
        for (var daemon : daemons) {
            daemon.get(30, TimeUnit.SECONDS);
        }
    }

    private Site site(String sha) {
        var environment = Map.of("PATH", System.getenv("PATH"));
        return new Site(
                root, lib, Path.of("java"), sha, host, environment, InstantSource.system(), new SystemCommandRunner());
    }

    /** Serves in this process until {@link #leaving}. */
    private CompletableFuture<Void> serve(String sha) {
        var ready = new CompletableFuture<Void>();
        var gone = new CompletableFuture<Void>();
        daemons.add(gone);
        new Thread(
                        () -> {
                            try (var lease = Lease.take(state, host, InstantSource.system(), leaving::countDown);
                                    var mum = Mum.start(site(sha), state, warden, lease, leaving::countDown)) {
                                ready.complete(null);
                                mum.serve(leaving, new IdleClock(Duration.ofMinutes(10), System::nanoTime));
                            } catch (Exception e) {
                                ready.completeExceptionally(e);
                            }
                            gone.complete(null);
                        },
                        "daemon")
                .start();
        ready.join();
        return gone;
    }

    private void start(String script) throws IOException {
        Files.writeString(lib.resolve("start"), script);
    }

    private void attach(java.io.InputStream in, java.io.OutputStream out) throws Exception {
        new Attach(site(SHA), warden).run(in, out);
    }

    private NeronetException faultOfAttach() {
        var fault = new CompletableFuture<NeronetException>();
        assertThatThrownBy(() -> attach(java.io.InputStream.nullInputStream(), java.io.OutputStream.nullOutputStream()))
                .isInstanceOfSatisfying(NeronetException.class, fault::complete);
        return fault.join();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
        Files.createDirectories(state.path().resolve("probe/in the way"));

        assertThat(faultOfAttach())
                .hasMessageContaining("cannot start, because " + state.path() + " cannot be written to")
                .extracting(fault -> fault.hint().orElseThrow())
                .asString()
                .contains("free some space");
    }

    @Test
    void aBridgeCarriesFramesBothWaysUntilNeromanSaysNoMore() throws Exception {
        var gone = serve(SHA);
        var toMum = new PipedOutputStream();
        var in = new PipedInputStream(toMum, 1 << 16);
        var out = new PipedOutputStream();
        var fromMum = new BufferedInputStream(new PipedInputStream(out, 1 << 16));
        var bridge = CompletableFuture.runAsync(() -> {
            try (out) {
                attach(in, out);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(lineOf(fromMum)).isEqualTo(Magic.READY);
        ask(
                toMum,
                JsonObject.of("id", 1).with("call", "hello").with("version", 1).with("home", HOME));
        assertThat(reply(fromMum).string("queue")).isEqualTo("fake-here");
        ask(toMum, JsonObject.of("id", 2).with("call", "shutdown"));
        assertThat(reply(fromMum).bool("ok")).isTrue();
        toMum.close();
        bridge.get(20, java.util.concurrent.TimeUnit.SECONDS);

        assertThat(Frame.read(fromMum)).isEmpty();
        gone.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(state.endpoint()).doesNotExist();
        assertThat(new LeaseFile(state).read().orElseThrow().process().pid()).isZero();
    }

    private static String lineOf(java.io.InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void ask(PipedOutputStream out, JsonObject request) throws IOException {
        Frame.write(out, new Frame.Message(request));
    }

    private static JsonObject reply(BufferedInputStream in) throws IOException {
        return ((Frame.Message) Frame.read(in).orElseThrow()).json();
    }

    private void leaseOf(Host other) throws IOException {
        new LeaseFile(state).write(new LeaseRecord(other, new ProcessIdentity(1, 1), 3, Instant.now()));
    }

    @Test
    void aMumOnAnotherHostIsTheOwnerToGoTo() throws Exception {
        leaseOf(new Host("login2", "b"));
        var out = new ByteArrayOutputStream();

        attach(java.io.InputStream.nullInputStream(), out);

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        var line = lines.get(0);
        assertThat(line).startsWith(Magic.OWNER + " {");
        assertThat(lines.get(1))
                .startsWith(Magic.FAULT + " {")
                .contains("runs on login2")
                .contains("connect to login2");
        assertThat(lines).hasSize(2);
        var owner = Owner.fromJson(Json.parseObject(line.substring(Magic.OWNER.length())));
        assertThat(owner.host()).isEqualTo("login2");
        assertThat(owner.queue()).isEqualTo("fake-here");
        assertThat(owner.left()).isBetween(Duration.ofSeconds(170), Duration.ofMinutes(3));
    }

    @Test
    void aMumOnATwinOfThisHostIsNotReplaced() throws Exception {
        leaseOf(new Host(host.name(), "another-machine"));

        var fault = faultOfAttach();

        assertThat(fault.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(fault).hasMessageContaining("runs on another machine named " + host.name());
        assertThat(fault.hint().orElseThrow()).contains("rm " + state.lease());
    }

    @Test
    void aDaemonThatCannotStartTellsItsLastLines() throws Exception {
        start("echo first; echo 'no room left' >&2; exit 70");

        var fault = faultOfAttach();

        assertThat(fault.code()).isEqualTo(ExitCode.CONNECTION);
        assertThat(fault).hasMessageContaining("ended with exit code 70: first; no room left");
        assertThat(fault.hint().orElseThrow()).contains(state.log().toString());
    }

    @Test
    void aDaemonThatFoundADyingOneIsStartedAgain() throws Exception {
        var before = root.resolve("before");
        start("[ -e " + before + " ] || { touch " + before + "; exit " + ExitCode.REFUSED.number() + "; }; exit 70");

        assertThat(faultOfAttach()).hasMessageContaining("ended with exit code 70");
    }

    @Test
    void howFarADaemonIsThatReadsALongJournalIsPassedOn() throws Exception {
        start("echo 'neromum reads its journal: 43 %' >" + state.starting() + "; while [ ! -e " + root.resolve("told")
                + " ]; do sleep 0.1; done; exit 70");
        var out = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                Files.createFile(root.resolve("told"));
            }
        };

        assertThatThrownBy(() -> attach(java.io.InputStream.nullInputStream(), out))
                .hasMessageContaining("ended with exit code 70");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Magic.WAIT + " neromum reads its journal: 43 %\n");
    }

    @Test
    void theDaemonIsStartedFreeOfTheSession() throws Exception {
        start("{ pwd; ls -l /proc/self/fd/0; ps -o sid= -p $$; echo $$; echo \"$@\"; } | tee " + root.resolve("seen")
                + "; exit 1");

        faultOfAttach();

        var seen = Files.readAllLines(root.resolve("seen"));
        assertThat(seen.get(0)).isEqualTo("/");
        assertThat(seen.get(1)).endsWith("/dev/null");
        assertThat(seen.get(2).strip()).isEqualTo(seen.get(3));
        assertThat(seen.get(4)).isEqualTo("--java java daemon fake --root " + root);
    }

    @Test
    void aBigOldOutputIsPutAside() throws Exception {
        Files.write(state.daemonOut(), new byte[2 << 20]);
        start("exit 1");

        faultOfAttach();

        assertThat(Files.size(state.daemonOut())).isZero();
        assertThat(state.log().resolve("daemon.out.1")).hasSize(2 << 20);
    }

    @Test
    void aMumOfAnotherVersionLeavesForOurs() throws Exception {
        var gone = serve("c".repeat(64));
        start("touch " + root.resolve("started") + "; exit 1");
        var process = sleeper();
        DaemonEndpoint.read(state.endpoint())
                .map(e -> new DaemonEndpoint(e.socket(), identity(process), e.sha(), e.host(), e.epoch()))
                .orElseThrow()
                .write(state.endpoint());
        process.destroy();

        faultOfAttach();

        gone.get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(root.resolve("started")).exists();
    }

    @Test
    void aMumOfANewerReleaseStays() throws Exception {
        jar("c".repeat(64), "1.3.0");
        jar(SHA, "1.2.9");
        var gone = serve("c".repeat(64));
        var out = new ByteArrayOutputStream();

        attach(java.io.InputStream.nullInputStream(), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith(Magic.READY);
        assertThat(gone).isNotDone();
    }

    private void jar(String sha, String version) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Implementation-Version", version);
        var folder = Files.createDirectories(root.resolve("lib").resolve(sha));
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("neromum.jar")), manifest)) {
            jar.finish();
        }
    }

    @Test
    void aMumThatDoesNotUnderstandIsSignalled() throws Exception {
        var process = sleeper();
        try (var listener = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            var socket = Files.createTempDirectory("neronet-test").resolve("mum");
            listener.bind(java.net.UnixDomainSocketAddress.of(socket));
            new DaemonEndpoint(socket.toString(), identity(process), "old", host.name(), 1).write(state.endpoint());
            new Thread(() -> hangUp(listener), "old-mum").start();
            start("exit 1");

            faultOfAttach();

            Await.until(LIMIT, process::toString, () -> !process.isAlive());
            Files.delete(socket);
            Files.delete(socket.getParent());
        } finally {
            process.destroyForcibly();
        }
    }

    private static void hangUp(java.nio.channels.ServerSocketChannel listener) {
        try {
            while (true) {
                listener.accept().close();
            }
        } catch (IOException e) {
            assertThat(listener.isOpen()).isFalse();
        }
    }

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    private static ProcessIdentity identity(Process process) {
        return ProcessIdentity.of(process.pid()).orElseThrow();
    }

    @Test
    void anEndpointOfAnotherHostOrWithoutFolderIsNoDoor() throws Exception {
        var door = new DaemonDoor(state.endpoint(), host);
        assertThat(door.connect()).isEmpty();
        var me = ProcessIdentity.current();
        new DaemonEndpoint("/tmp/neronet-none/mum", me, SHA, "elsewhere", 1).write(state.endpoint());
        assertThat(door.connect()).isEmpty();
        new DaemonEndpoint("/tmp/neronet-none/mum", me, SHA, host.name(), 1).write(state.endpoint());
        assertThat(door.connect()).isEmpty();
        new DaemonEndpoint(root.resolve("mum-socket").toString(), me, SHA, host.name(), 1).write(state.endpoint());
        assertThat(door.connect()).isEmpty();
        Files.writeString(state.endpoint(), "rubbish", StandardCharsets.UTF_8);
        assertThat(door.connect()).isEmpty();
    }
}
