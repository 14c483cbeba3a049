package org.neronet.kid.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.testing.Await;
import org.neronet.kid.testing.AttemptFixture;
import org.neronet.kid.testing.FakeMum;
import org.neronet.kid.testing.RunningKid;

/** What the tests with a whole kid share: a mum, a folder for attempts, kids in threads. */
abstract class KidTest {
    @TempDir
    Path home;

    final List<String> log = new CopyOnWriteArrayList<>();
    FakeMum mum;
    Path endpoint;

    @BeforeEach
    void startMum() throws IOException {
        mum = new FakeMum();
        endpoint = home.resolve("kid-endpoint");
    }

    @AfterEach
    void stopMum() throws IOException {
        mum.close();
    }

    AttemptFixture attempt(long id) throws IOException {
        return new AttemptFixture(home, id, endpoint, List.of()).start();
    }

    FakeMum.Ward expect(AttemptFixture attempt) throws IOException {
        mum.publish(endpoint);
        return mum.expect(
                attempt.key, attempt.secret, Files.createDirectories(home.resolve("mum-" + attempt.key.id())));
    }

    RunningKid watch(AttemptFixture attempt) {
        return new RunningKid(() -> {
            try (var loop = new KidLoop();
                    var duty = new SingleWatch(AttemptWatch.open(attempt.folder.root(), around(loop)))) {
                loop.run(duty);
            }
        });
    }

    RunningKid roster(Path folder, InstantSource time) {
        return new RunningKid(() -> {
            try (var loop = new KidLoop();
                    var duty = new Roster(folder, ProcessIdentity.current(), around(loop, time))) {
                if (duty.take()) {
                    loop.run(duty);
                }
            }
        });
    }

    Surroundings around(KidLoop loop) {
        return around(loop, InstantSource.system());
    }

    Surroundings around(KidLoop loop, InstantSource time) {
        var facts = CompletableFuture.completedFuture(JsonObject.of("host", "n1"));
        return new Surroundings(loop.selector(), time, facts, log::add);
    }

    void await(BooleanSupplier condition) {
        Await.until(Duration.ofSeconds(30), () -> mum + " log " + log, condition);
    }
}
