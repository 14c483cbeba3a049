package org.neronet.mum.gate;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Magic;
import org.neronet.common.wire.Versions;
import org.neronet.mum.store.Workdir;

/** Receives a neroman: the first request of each connection, before which no other is heard. */
public final class Hello {
    private final MumIdentity identity;
    private final Path root;
    private final Map<String, String> environment;
    private final Consumer<ClusterSettings> settings;

    /**
     * @param root for the default workdir
     * @param settings hears what the neroman's clusters.yaml says
     */
    public Hello(MumIdentity identity, Path root, Map<String, String> environment, Consumer<ClusterSettings> settings) {
        this.identity = identity;
        this.root = root;
        this.environment = Map.copyOf(environment);
        this.settings = settings;
    }

    MumIdentity identity() {
        return identity;
    }

    /** @throws NeronetException (usage, connection) when this neroman cannot be served */
    Session greet(JsonObject fields, BooleanSupplier leaving) {
        if (!Call.HELLO.name().equalsIgnoreCase(fields.string("call"))) {
            throw new NeronetException(ExitCode.USAGE, "the first request must be hello");
        }
        int version = agree(fields);
        var home = new AttemptKey(fields.string("home"), 1, 1).home();
        var cluster = fields.optionalObject("cluster").map(ClusterSettings::fromJson);
        cluster.ifPresent(this::checkType);
        var workdir = Workdir.of(cluster.flatMap(ClusterSettings::workdir), root, environment);
        cluster.ifPresent(settings);
        return new Session(home, workdir, leaving, version);
    }

    JsonObject reply(Session session) {
        return JsonObject.of("version", session.version())
                .with("mum_id", identity.mumId())
                .with("queue", identity.queue())
                .with("host", identity.host())
                .with("epoch", identity.epoch())
                .with("sha", identity.sha())
                .with("pid", identity.process().pid())
                .with("started_at", identity.startedAt())
                .with("workdir", session.workdir().root().toString());
    }

    /** A neroman that does not say which older versions it speaks speaks its own alone. */
    private static int agree(JsonObject fields) {
        int newest = Math.toIntExact(fields.integer("version"));
        int oldest = Math.toIntExact(fields.optionalInteger("oldest").orElse((long) newest));
        var theirs = new Versions(newest, oldest);
        return Magic.SPOKEN
                .common(theirs)
                .orElseThrow(() -> new NeronetException(
                        ExitCode.CONNECTION,
                        "this neroman speaks version " + theirs + " of the protocol, this mum " + Magic.SPOKEN
                                + "; jobs go on",
                        newest > Magic.PROTOCOL
                                ? "neroman mum stop, then try again"
                                : "update neroman on the machine you typed this on"));
    }

    private void checkType(ClusterSettings cluster) {
        if (!cluster.type().equals(identity.type())) {
            throw new NeronetException(
                    ExitCode.USAGE,
                    "this mum serves a cluster of type " + identity.type() + ", not " + cluster.type(),
                    "set type: " + identity.type() + " in clusters.yaml");
        }
    }
}
