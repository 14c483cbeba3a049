package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.json.Json;
import org.neronet.common.wire.Endpoint;

/** A mum that may open few files, and one that stands still for a while: nothing is lost, and programs do not notice. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrampedMumIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int STRANGERS = 100;

    /** Longer than a kid is silent, and than a connection may be. */
    private static final Duration STILL = Duration.ofSeconds(90);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void withSixtyFourFilesAndAHundredStrangersEverythingEnds() throws Exception {
        LAB.neroman().clusters("local: {slots: 4}");
        var ticks = Ticks.gated(LAB, "cramped", 4, 0);
        var ids = submit(ticks);
        var more = LAB.neroman().add(Ticks.trivial(LAB, "more", 8).folder());
        var mum = LAB.processes().daemons().get(0).pid();
        var strangers = new ArrayList<Closeable>();
        try {
            run("prlimit", "--pid", Long.toString(mum), "--nofile=64:64");
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(stranger());
            }
        } finally {
            ticks.open();
            for (var stranger : strangers) {
                stranger.close();
            }
        }
        LAB.neroman().run("submit", "local", more.get(0) + "-" + more.get(7)).ok();

        var status = LAB.neroman().awaitStates(ids, "finished", LIMIT);
        LAB.neroman().awaitStates(more, "finished", LIMIT);
        ticks.startedOnce(4);
        ids.forEach(id -> ticks.isComplete(status, id, LAB.attempt(LAB.neroman().home(), id)));
        assertThat(LAB.processes().daemons()).extracting(Processes.Seen::pid).containsExactly(mum);
    }

    @Test
    void aMumWhoStoodStillKnowsEverything() throws Exception {
        LAB.neroman().clusters("local: {slots: 4}");
        var ticks = Ticks.gated(LAB, "still", 4, 0);
        var ids = submit(ticks);
        var mum = Long.toString(LAB.processes().daemons().get(0).pid());

        run("kill", "-STOP", mum);
        try {
            LockSupport.parkNanos(STILL.toNanos());
        } finally {
            run("kill", "-CONT", mum);
            ticks.open();
        }

        var status = LAB.neroman().awaitStates(ids, "finished", LIMIT);
        ticks.startedOnce(4);
        ids.forEach(id -> ticks.isComplete(status, id, LAB.attempt(LAB.neroman().home(), id)));
    }

    private static List<Long> submit(Ticks ticks) {
        var ids = LAB.neroman().add(ticks.folder());
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(3)).ok();
        LAB.neroman()
                .await(LIMIT, "all have values", status -> ids.stream().allMatch(id -> Ticks.values(status, id) > 0));
        return ids;
    }

    /** One that says nothing. */
    private static Socket stranger() throws IOException {
        var endpoint = endpoint();
        var socket = new Socket();
        socket.connect(new InetSocketAddress(endpoint.addresses().get(0), endpoint.port()), 5_000);
        return socket;
    }

    private static Endpoint endpoint() throws IOException {
        try (var files =
                Files.find(LAB.neroman().home().resolve("mum"), 2, (path, is) -> path.endsWith("kid-endpoint"))) {
            return Endpoint.fromJson(
                    Json.parseObject(Files.readString(files.findFirst().orElseThrow())));
        }
    }

    /** As the user, whose processes these are. */
    private static void run(String... words) {
        Run.of(LAB.account(), LIMIT, words).ok();
    }
}
