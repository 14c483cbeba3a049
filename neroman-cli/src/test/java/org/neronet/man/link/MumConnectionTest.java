package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Frame;

class MumConnectionTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ExecutorService askers = Executors.newCachedThreadPool();
    private FakeMum mum;
    private MumConnection connection;

    @BeforeEach
    void connect() throws Exception {
        var process = new PipedProcess();
        mum = new FakeMum(process, FakeMum.hello());
        connection = MumConnection.open(process, "triton", "home1", ClusterSettings.ofType("slurm"), "0.1");
        var hello = mum.request();
        assertThat(hello.string("home")).isEqualTo("home1");
        assertThat(hello.string("client")).isEqualTo("0.1");
        assertThat(hello.integer("version")).isEqualTo(1);
        assertThat(ClusterSettings.fromJson(hello.object("cluster"))).isEqualTo(ClusterSettings.ofType("slurm"));
    }

    @AfterEach
    void disconnect() {
        connection.close();
        askers.shutdownNow();
    }

    private CompletableFuture<JsonObject> ask(Call call, JsonObject fields) {
        return CompletableFuture.supplyAsync(() -> connection.call(call, fields, LIMIT), askers);
    }

    @Test
    void helloTellsWhoMumIs() {
        assertThat(connection.hello())
                .isEqualTo(new MumHello(
                        1,
                        "ab",
                        "slurm-triton",
                        "login3",
                        4,
                        "cd",
                        77,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        "/scratch/work"));
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void anotherProtocolNamesBothVersions() throws IOException {
        var process = new PipedProcess();
        var old = new FakeMum(process, FakeMum.hello().with("version", 9));

        assertThatThrownBy(() -> MumConnection.open(process, "triton", "h", ClusterSettings.ofType("slurm"), "0.1"))
                .isInstanceOf(NeronetException.class)
                .hasMessage("mum on triton speaks protocol 9, this neroman speaks 1");
        assertThat(old).isNotNull();
    }

    @Test
    void aHelloThatSaysTooLittleIsRefused() throws IOException {
        var process = new PipedProcess();
        var odd = new FakeMum(process, JsonObject.of("version", 1));

        assertThatThrownBy(() -> MumConnection.open(process, "triton", "h", ClusterSettings.ofType("slurm"), "0.1"))
                .hasMessageContaining("'hello' with something else")
                .hasMessageContaining("mum_id");
        assertThat(odd).isNotNull();
    }

    @Test
    void answersFindTheirAskersInAnyOrder() throws Exception {
        var first = ask(Call.STATUS, JsonObject.empty());
        var firstRequest = mum.request();
        var second = ask(Call.EVENTS, JsonObject.of("since", 7));
        var secondRequest = mum.request();

        mum.answer(secondRequest.integer("id"), JsonObject.of("next", 9));
        mum.answer(firstRequest.integer("id"), JsonObject.of("running", 2));

        assertThat(firstRequest.string("call")).isEqualTo("status");
        assertThat(secondRequest.integer("since")).isEqualTo(7);
        assertThat(second.get().integer("next")).isEqualTo(9);
        assertThat(first.get().integer("running")).isEqualTo(2);
    }

    @Test
    void mumsFaultIsThrown() throws Exception {
        var asked = ask(Call.TERMINATE, JsonObject.empty());
        var fault = Fault.of(new NeronetException(ExitCode.NOT_FOUND, "no such attempt", "neroman status"));

        mum.answer(mum.request().integer("id"), JsonObject.of("ok", false).with("fault", fault.toJson()));

        assertThatThrownBy(asked::get).cause().isInstanceOfSatisfying(NeronetException.class, e -> {
            assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND);
            assertThat(e).hasMessage("no such attempt");
            assertThat(e.hint()).contains("neroman status");
        });
    }

    @Test
    void aReplyThatIsNoneIsAFault() throws Exception {
        var asked = ask(Call.STATUS, JsonObject.empty());

        mum.answer(mum.request().integer("id"), JsonObject.of("ok", "perhaps"));

        assertThatThrownBy(asked::get).cause().hasMessageContaining("'status' with something else");
    }

    @Test
    void chunksComeBeforeTheReply() throws Exception {
        var sink = new ByteArrayOutputStream();
        var asked = CompletableFuture.supplyAsync(() -> withChunks(sink), askers);
        long id = mum.request().integer("id");

        for (int i = 0; i < 100; i++) {
            mum.send(new Frame.Chunk(id, new byte[] {(byte) i, 1}));
        }
        mum.answer(id, JsonObject.of("size", 200));

        assertThat(asked.get().integer("size")).isEqualTo(200);
        assertThat(sink.toByteArray()).hasSize(200).startsWith(0, 1, 1, 1, 2, 1);
    }

    private JsonObject withChunks(OutputStream sink) {
        try {
            return connection.callWithChunks(Call.LOG_READ, JsonObject.empty(), LIMIT, sink);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aSinkThatFailsStopsItsCallAndNoOther() throws Exception {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        var asked = CompletableFuture.supplyAsync(() -> withChunks(full), askers);
        long id = mum.request().integer("id");
        for (int i = 0; i < 100; i++) {
            mum.send(new Frame.Chunk(id, new byte[10]));
        }

        assertThatThrownBy(asked::get).rootCause().hasMessage("disk full");
        var other = ask(Call.STATUS, JsonObject.empty());
        mum.answer(mum.request().integer("id"), JsonObject.empty());
        assertThat(other.get().bool("ok")).isTrue();
    }

    @Test
    void silenceHasALimitAndLateAnswersHarmNobody() throws Exception {
        assertThatThrownBy(() -> connection.call(Call.STATUS, JsonObject.empty(), Duration.ofMillis(20)))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.CONNECTION))
                .hasMessageContaining("'status'");

        mum.answer(mum.request().integer("id"), JsonObject.empty());
        var next = ask(Call.STATUS, JsonObject.empty());
        mum.answer(mum.request().integer("id"), JsonObject.of("head", 3));
        assertThat(next.get().integer("head")).isEqualTo(3);
    }

    @Test
    void whenTheLinkBreaksEveryWaitingCallFails() throws Exception {
        var first = ask(Call.STATUS, JsonObject.empty());
        var second = ask(Call.EVENTS, JsonObject.empty());
        mum.request();
        mum.request();

        mum.breakOff();

        for (var asked : List.of(first, second)) {
            assertThatThrownBy(asked::get).cause().hasMessage("connection to triton lost");
        }
        Await.until(LIMIT, () -> "still open", () -> !connection.isOpen());
        assertThatThrownBy(() -> connection.call(Call.STATUS, JsonObject.empty(), LIMIT))
                .hasMessage("connection to triton lost");
    }

    @Test
    void nonsenseOnTheWireEndsTheConnection() throws Exception {
        var asked = ask(Call.STATUS, JsonObject.empty());
        mum.request();

        mum.send(new Frame.Message(JsonObject.of("no", "id")));

        assertThatThrownBy(asked::get).cause().hasMessage("connection to triton lost");
    }

    @Test
    void aRequestOverTheLimitLeavesTheConnectionOpen() throws Exception {
        var huge = JsonObject.of("x", "y".repeat(Frame.MAX_PAYLOAD));

        assertThatThrownBy(() -> connection.call(Call.SUBMIT, huge, LIMIT)).hasMessageContaining("over the limit");

        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aBlobTravelsInChunksWithProgress(@TempDir Path folder) throws Exception {
        int size = Frame.CHUNK + 5;
        var file = Files.write(folder.resolve("data"), new byte[size]);
        var progress = new ArrayList<Long>();
        var put = CompletableFuture.runAsync(() -> put(file, progress), askers);

        var request = mum.request();
        var first = mum.chunk();
        var second = mum.chunk();
        mum.answer(request.integer("id"), JsonObject.empty());
        put.get();

        assertThat(request.string("call")).isEqualTo("blob_put");
        assertThat(request.integer("size")).isEqualTo(size);
        assertThat(first.bytes()).hasSize(Frame.CHUNK);
        assertThat(second.bytes()).hasSize(5);
        assertThat(second.id()).isEqualTo(request.integer("id"));
        assertThat(progress).containsExactly((long) Frame.CHUNK, (long) size);
    }

    private void put(Path file, List<Long> progress) {
        try {
            connection.putBlob("aa", file, progress::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatShrankIsFilledUpForTheDigestToRefuse() throws Exception {
        var put = CompletableFuture.runAsync(
                () -> {
                    try {
                        connection.putBlob("aa", new ByteArrayInputStream(new byte[] {7}), 4, sent -> {});
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                askers);

        long id = mum.request().integer("id");
        assertThat(mum.chunk().bytes()).containsExactly(7, 0, 0, 0);
        var fault = Fault.of(new NeronetException(ExitCode.REFUSED, "digest differs"));
        mum.answer(id, JsonObject.of("ok", false).with("fault", fault.toJson()));

        assertThatThrownBy(put::get).cause().hasMessage("digest differs");
    }
}
