package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Networks that fail and come back: nothing is lost, states are honest, and all is right again within a minute. */
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkFaultsIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final long BIG = 120 << 20;

    @RegisterExtension
    static final NetLab LAB = new NetLab();

    @BeforeAll
    void define() {
        LAB.neroman().clusters("lab: {ssh_address: lab, type: slurm}");
        LAB.neroman().run("mum", "start", "lab").ok();
    }

    /** Ninety seconds until mum gives the connection up, half a minute until she says so, and then some. */
    private static final Duration UNHEARD = Duration.ofSeconds(180);

    /** A program that prints a value at once and another one when its file is there, and notes that it was started. */
    private static long submit(String name) {
        var folder = LAB.stage().experiment(name, List.of(command(name)));
        long id = LAB.neroman().add(folder).get(0);
        LAB.neroman().run("submit", "lab", Long.toString(id)).ok();
        LAB.neroman().awaitStates(id, id, "running", LIMIT);
        return id;
    }

    private static String command(String name) {
        return "command: [sh, -c, 'echo x >>\"$HOME/starts-" + name + "\"; echo loss 0.5; while [ ! -e \"$HOME/go-"
                + name + "\" ]; do sleep 0.1; done; echo loss 0.25']";
    }

    private static String warnings(Status status, long id) {
        return status.experiment(id).path("warnings").toString();
    }

    private static void letEnd(String name) {
        LAB.stage().write(LAB.home().resolve("go-" + name), "");
    }

    private static void endedWell(long id, String name) {
        LAB.neroman().awaitStates(id, id, "finished", MINUTE);
        var status = LAB.neroman()
                .await(
                        LIMIT,
                        "both values",
                        now -> now.metric(id, "loss").path("count").asInt() == 2);
        assertThat(status.experiment(id).path("attempt").asInt()).isEqualTo(1);
        assertThat(Stage.lines(LAB.home().resolve("starts-" + name))).hasSize(1);
    }

    /** Packets vanish, and when they come through again the gateway knows nothing of the connection any more. */
    private static void whileTheLaptopSleeps(Background command, Runnable meanwhile) {
        whileFrozen("laptop", () -> {
            signal("-STOP", command);
            LAB.dropLogins("gw");
            meanwhile.run();
        });
        signal("-CONT", command);
    }

    private static void whileFrozen(String machine, Runnable meanwhile) {
        LAB.cable("freeze", machine);
        try {
            meanwhile.run();
        } finally {
            LAB.cable("thaw", machine);
        }
    }

    /** What it prints first comes from the history; this one has reached mum. */
    private static Background watch(long id) {
        var watch = LAB.neroman().start("watch", Long.toString(id));
        Await.until(
                LIMIT,
                watch::printed,
                () -> watch.printed().contains("running") && !bridges().isEmpty());
        return watch;
    }

    /** What connects neromans with mum, on her host. */
    private static List<Processes.Seen> bridges() {
        return LAB.processes().running("neromum.jar", "attach");
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Await.until(time.plus(LIMIT), time::toString, () -> System.nanoTime() - end > 0);
    }

    private static void signal(String signal, Background command) {
        command.process().descendants().forEach(each -> NetLab.root("kill", signal, Long.toString(each.pid())));
        NetLab.root("kill", signal, Long.toString(command.process().pid()));
    }

    private static boolean isUploading(Path blobs) {
        if (!Files.isDirectory(blobs)) {
            return false;
        }
        try (var files = Files.walk(blobs)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .anyMatch(size -> size > 1 << 20 && size < BIG);
        } catch (IOException | UncheckedIOException e) {
            return false; // It moved while we looked.
        }
    }

    @Test
    void aLaptopThatSleepsInTheMiddleOfAnUploadGoesOnWhenItWakes() throws Exception {
        var folder = LAB.stage().experiment("big", List.of("command: [wc, -c, big.bin]", "required_files: [big.bin]"));
        try (var file = new java.io.RandomAccessFile(folder.resolve("big.bin").toFile(), "rw")) {
            file.setLength(BIG);
        }
        long id = LAB.neroman().add(folder).get(0);
        try (var submit = LAB.neroman().start("submit", "lab", Long.toString(id))) {
            Await.until(LIMIT, submit::printed, () -> isUploading(LAB.home().resolve(".neronet/work/blobs")));

            whileTheLaptopSleeps(submit, () -> {});

            assertThat(submit.process().waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            var done = submit.outcome(true).ok();
            assertThat(done.err()).contains("lab: connection to lab lost; trying again in 1 s");
        }
        LAB.neroman().awaitStates(id, id, "finished", LIMIT);
        assertThat(LAB.neroman().run("logs", Long.toString(id)).out()).contains(Long.toString(BIG));
    }

    @Test
    @Tag("long")
    void aLaptopThatSleepsInTheMiddleOfAWatchSeesTheEndWhenItWakes() throws Exception {
        long id = submit("watched");
        try (var watch = watch(id)) {

            whileTheLaptopSleeps(watch, () -> letEnd("watched"));

            assertThat(watch.process().waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(watch.printed()).contains("finished");
        }
        endedWell(id, "watched");
    }

    @Test
    void aGatewayThatRebootsHasItsMumBackAtOnce() {
        long id = submit("rebooted");
        LAB.crash("gw");
        var down = LAB.neroman().run("status", Long.toString(id)).ok();
        assertThat(down.out()).contains("running").contains("lab: unreachable since 20");
        letEnd("rebooted");

        LAB.boot("gw");

        endedWell(id, "rebooted");
        assertThat(LAB.neroman()
                        .json("mum", "status", "lab", "--json")
                        .path("host")
                        .asText())
                .isEqualTo("gw");
    }

    /** Longer than a kid waits for a silent mum. */
    @Test
    @Tag("long")
    void aNodeThatIsCutOffDeliversWhenItIsBack() {
        long id = submit("cut");
        whileFrozen("node1", () -> {
            LAB.neroman()
                    .await(
                            UNHEARD,
                            "told that it is not heard",
                            now -> warnings(now, id).contains("has not been heard since"));
            assertThat(LAB.neroman().status().state(id)).isEqualTo("running");
            letEnd("cut");
        });

        endedWell(id, "cut");
    }

    /** Long enough for every timer on the way to give up. */
    @Test
    @Tag("long")
    void aLongSilenceOfTheNetworkIsOverAMinuteAfterItCameBack() throws Exception {
        long id = submit("silent");
        try (var watch = watch(id)) {
            whileFrozen("laptop", () -> {
                letEnd("silent");
                pass(Duration.ofSeconds(150));
            });

            assertThat(watch.process().waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(watch.printed()).contains("finished");
        }
        endedWell(id, "silent");
    }

    /** No FIN ever reaches the gateway, which believes that the laptop is still there. */
    @Test
    @Tag("long")
    void aNeromanThatVanishedIsFreedByMum() {
        long id = submit("vanished");
        var watch = watch(id);
        whileFrozen("laptop", () -> {
            watch.close();
            assertThat(bridges()).hasSize(1);
            Await.until(
                    Duration.ofMinutes(5),
                    () -> "still there: " + bridges(),
                    () -> bridges().isEmpty());
        });
        letEnd("vanished");
        endedWell(id, "vanished");
    }
}
