package org.neronet.man.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.neronet.common.disk.Sha256;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ResultFile;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.common.wire.Trial;
import org.neronet.man.link.MumHello;
import org.neronet.man.service.MumLine;

/** A mum in memory that answers as the contract says; tests put in what happens on her cluster. */
public final class FakeMum implements MumLine {
    public final List<Call> calls = new ArrayList<>();
    public final Map<String, byte[]> blobs = new HashMap<>();
    public final Map<AttemptKey, AttemptPlan> plans = new LinkedHashMap<>();
    private final List<Event> journal = new ArrayList<>();
    private final Map<String, byte[]> output = new HashMap<>();
    private final Map<AttemptKey, TreeMap<String, byte[]>> results = new HashMap<>();
    private final List<AttemptKey> unknown = new ArrayList<>();
    private final String mumId;
    private Call broken;
    private JsonObject status = JsonObject.of("live", 3L).with("running", 3L).with("queued", 0L);
    private boolean refusesPlans;
    private boolean damages;
    private int gpus = -1;
    private int unready;
    private boolean open = true;
    private int page = Integer.MAX_VALUE;

    public FakeMum() {
        this("ab".repeat(16));
    }

    /** One who is somebody else than another with another id. */
    public FakeMum(String mumId) {
        this.mumId = mumId;
    }

    /** Says that so many experiments run there at once, and so many are there. */
    public FakeMum slots(long slots, long live) {
        status = JsonObject.of("slots", slots).with("live", live).with("queued", Math.max(0, live - slots));
        return this;
    }

    /** Says that a scheduler decides what runs. */
    public FakeMum scheduler(long waiting) {
        status = JsonObject.of("live", waiting).with("queued", waiting);
        return this;
    }

    /** Breaks the connection at the next such call; null mends it. */
    public synchronized FakeMum breakAt(Call call) {
        broken = call;
        open = true;
        return this;
    }

    /** Takes no plan, but says nothing. */
    public FakeMum refusePlans() {
        refusesPlans = true;
        return this;
    }

    /** Announces other digests than those of the bytes. */
    public FakeMum damageResults() {
        damages = true;
        return this;
    }

    /** Says so often that results are not ready. */
    public FakeMum unready(int times) {
        unready = times;
        return this;
    }

    /** Sends at most so many events at once. */
    public FakeMum page(int events) {
        page = events;
        return this;
    }

    public void forget(AttemptKey key) {
        unknown.add(key);
    }

    public synchronized void happen(Event... events) {
        journal.addAll(List.of(events));
        notifyAll();
    }

    /** Output that is whole. */
    public void print(AttemptKey key, String stream, String text) {
        output.put(key.folderName() + stream, text.getBytes(StandardCharsets.UTF_8));
    }

    public void result(AttemptKey key, String path, String text) {
        results.computeIfAbsent(key, k -> new TreeMap<>()).put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public MumHello hello() {
        return new MumHello(1, mumId, "slurm-triton", "login1", 1, "cd".repeat(32), 4711, Samples.T0, "/work/dir");
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public JsonObject call(Call call, JsonObject fields, Duration limit) {
        try {
            return callWithChunks(call, fields, limit, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized JsonObject callWithChunks(Call call, JsonObject fields, Duration limit, OutputStream sink)
            throws IOException {
        note(call);
        return overTheWire(answer(call, overTheWire(fields), sink));
    }

    private static JsonObject overTheWire(JsonObject json) {
        return Json.parseObject(json.toString());
    }

    private JsonObject answer(Call call, JsonObject fields, OutputStream sink) throws IOException {
        return switch (call) {
            case BLOBS_MISSING ->
                JsonObject.of(
                        "missing",
                        fields.strings("digests").stream()
                                .filter(d -> !blobs.containsKey(d))
                                .toList());
            case SUBMIT -> submit(fields);
            case EVENTS -> events(fields);
            case LOG_READ -> log(fields, sink);
            case TERMINATE -> terminate(fields);
            case TRY -> tryOut(fields);
            case HOLD -> hold(fields, true);
            case RELEASE -> hold(fields, false);
            case RESULTS_LIST -> list(AttemptKey.fromJson(fields.object("key")));
            case RESULTS_GET -> get(fields, sink);
            case STATUS -> status.with("warnings", List.of("disk is filling"));
            default -> JsonObject.empty();
        };
    }

    private void note(Call call) {
        calls.add(call);
        if (call == broken) {
            open = false;
            throw new NeronetException(ExitCode.CONNECTION, "the connection to triton is lost", "try again");
        }
    }

    private JsonObject submit(JsonObject fields) {
        var accepted = new ArrayList<JsonObject>();
        var known = new ArrayList<JsonObject>();
        for (var plan : fields.objects("plans", AttemptPlan::fromJson)) {
            if (refusesPlans) {
                continue;
            }
            (plans.containsKey(plan.key()) ? known : accepted).add(plan.key().toJson());
            if (plans.putIfAbsent(plan.key(), plan) == null) {
                journal.add(new Event.Submitted(plan.key(), Samples.T0.plusSeconds(1)));
            }
        }
        return JsonObject.of("accepted", accepted).with("known", known);
    }

    private JsonObject events(JsonObject fields) {
        int since = Math.toIntExact(fields.integer("since"));
        if (journal.size() <= since && fields.integer("wait_ms") > 0) {
            await(fields.integer("wait_ms"));
        }
        int next = Math.min(journal.size(), since > journal.size() - page ? journal.size() : since + page);
        var events = new ArrayList<JsonObject>();
        for (int i = since; i < next; i++) {
            events.add(new SequencedEvent(i + 1, journal.get(i)).toJson());
        }
        return JsonObject.of("events", events)
                .with("next", (long) Math.max(next, since))
                .with("head", (long) journal.size());
    }

    private void await(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonObject log(JsonObject fields, OutputStream sink) throws IOException {
        var key = AttemptKey.fromJson(fields.object("key"));
        var bytes = output.getOrDefault(key.folderName() + fields.string("stream"), new byte[0]);
        int from = Math.toIntExact(fields.integer("offset"));
        int length = (int) Math.min(bytes.length - from, fields.integer("limit"));
        sink.write(bytes, from, length);
        return JsonObject.of("offset", (long) from + length)
                .with("size", (long) bytes.length)
                .with("complete", true);
    }

    private JsonObject terminate(JsonObject fields) {
        var asked = new ArrayList<JsonObject>();
        var lost = new ArrayList<JsonObject>();
        for (var key : fields.objects("keys", AttemptKey::fromJson)) {
            (unknown.contains(key) ? lost : asked).add(key.toJson());
        }
        return JsonObject.of("asked", asked).with("ended", List.of()).with("unknown", lost);
    }

    /** Holds and releases everything that she knows. */
    private JsonObject hold(JsonObject fields, boolean hold) {
        var asked = new ArrayList<JsonObject>();
        var lost = new ArrayList<JsonObject>();
        for (var key : fields.objects("keys", AttemptKey::fromJson)) {
            if (unknown.contains(key)) {
                lost.add(key.toJson());
            } else {
                asked.add(key.toJson());
                journal.addAll(
                        hold
                                ? List.of(new Event.HoldAsked(key, Samples.T0))
                                : List.of(
                                        new Event.ReleaseAsked(key, Samples.T0), new Event.Released(key, Samples.T0)));
            }
        }
        return JsonObject.of("asked", asked).with("unknown", lost);
    }

    /** Has so many GPUs, and refuses what asks for more. */
    public FakeMum gpus(int number) {
        gpus = number;
        return this;
    }

    private JsonObject tryOut(JsonObject fields) {
        if (gpus < 0) {
            throw new NeronetException(ExitCode.USAGE, "the request 'try' cannot be understood", null);
        }
        var answers = fields.objects("plans", AttemptPlan::fromJson).stream()
                .map(plan -> plan.resources().gpus() > gpus
                        ? new Trial(true, false, "it needs " + plan.resources().gpus() + " GPUs")
                        : new Trial(true, true, "Job 11 to start at noon"))
                .map(Trial::toJson)
                .toList();
        return JsonObject.of("answers", answers);
    }

    private JsonObject list(AttemptKey key) {
        var files = new ArrayList<JsonObject>();
        results.getOrDefault(key, new TreeMap<>())
                .forEach((path, bytes) -> files.add(JsonObject.of("path", path)
                        .with("size", (long) bytes.length)
                        .with("executable", path.endsWith(".sh"))));
        return JsonObject.of("files", files)
                .with("left_out", List.of(new ResultFile("huge.bin", 3_000_000, false).toJson()))
                .with("ready", unready-- <= 0);
    }

    private JsonObject get(JsonObject fields, OutputStream sink) throws IOException {
        var bytes = results.get(AttemptKey.fromJson(fields.object("key"))).get(fields.string("path"));
        sink.write(bytes);
        return JsonObject.of("size", (long) bytes.length).with("sha256", damages ? "0".repeat(64) : Sha256.of(bytes));
    }

    @Override
    public void putBlob(String sha256, Path file, LongConsumer progress) throws IOException {
        note(Call.BLOB_PUT);
        var bytes = new ByteArrayOutputStream();
        Files.copy(file, bytes);
        progress.accept(bytes.size());
        blobs.put(sha256, bytes.toByteArray());
    }

    @Override
    public synchronized void close() {
        open = false;
        notifyAll();
    }
}
