package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Two login nodes behind one alias, with one home: one mum, who is found from both and replaced when hers is dead. */
@Tag("sshd")
@TestMethodOrder(OrderAnnotation.class)
class TwoGatewaysIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @RegisterExtension
    static final NetLab LAB = new NetLab();

    private static long id;

    private static JsonNode mum() {
        return LAB.neroman().json("mum", "status", "lab", "--json");
    }

    /** Starts a job on the node that notes its start and waits for a file. */
    private static long submit(String name) {
        var folder = LAB.stage()
                .experiment(
                        name,
                        List.of("command: [sh, -c, 'echo x >>\"$HOME/starts-" + name + "\"; echo loss 0.5;"
                                + " while [ ! -e \"$HOME/go-" + name
                                + "\" ]; do sleep 0.1; done; echo loss 0.25']"));
        long added = LAB.neroman().add(folder).get(0);
        LAB.neroman().run("submit", "lab", Long.toString(added)).ok();
        LAB.neroman().awaitStates(added, added, "running", LIMIT);
        return added;
    }

    /** Lets the job end, which must have started once and be told as a whole. */
    private static void endsWell(long job, String name) {
        LAB.stage().write(LAB.home().resolve("go-" + name), "");
        LAB.neroman().awaitStates(job, job, "finished", LIMIT);
        var status = LAB.neroman()
                .await(
                        LIMIT,
                        "both values",
                        now -> now.metric(job, "loss").path("count").asInt() == 2);
        assertThat(status.experiment(job).path("attempt").asInt()).isEqualTo(1);
        assertThat(Stage.lines(LAB.home().resolve("starts-" + name))).hasSize(1);
    }

    /** As if nobody had renewed it for so long. */
    private static void letTheLeaseGrowOld() throws IOException {
        Files.setLastModifiedTime(
                LAB.state().resolve("lease"), FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));
    }

    @Test
    @Order(1)
    void theSameMumIsFoundFromBothGateways() {
        LAB.neroman().clusters("lab: {ssh_address: lab, type: slurm}");
        id = submit("first");
        var first = mum();
        assertThat(first.path("host").asText()).isEqualTo("gw");

        LAB.alias("gw2");
        var second = mum();

        assertThat(second.path("host").asText()).isEqualTo("gw");
        assertThat(second.path("started_at")).isEqualTo(first.path("started_at"));
        assertThat(second.path("mum_id")).isEqualTo(first.path("mum_id"));
        assertThat(LAB.processes().daemons()).hasSize(1);
        assertThat(LAB.neroman().status().state(id)).isEqualTo("running");
    }

    @Test
    @Order(2)
    void aDeadGatewayIsToldAndItsMumReplacedWhenHerLeaseIsOver() throws IOException {
        var before = mum();
        LAB.crash("gw");

        var early = LAB.neroman().run("status", Long.toString(id)).ok();
        assertThat(early.out())
                .contains("running", "lab: unreachable since 20")
                .contains("mum for queue slurm-lab runs on gw, which cannot be reached");

        letTheLeaseGrowOld();
        var late = LAB.neroman().run("status", Long.toString(id)).ok();

        assertThat(late.out()).contains("running").doesNotContain("cannot be reached");
        assertThat(late.err()).contains("lab: mum for slurm-lab runs on gw2 now, before on gw");
        var after = mum();
        assertThat(after.path("host").asText()).isEqualTo("gw2");
        assertThat(after.path("mum_id")).isEqualTo(before.path("mum_id"));
        assertThat(Stage.text(LAB.state().resolve("log/mum.log"))).contains("took over from the mum on gw");
        endsWell(id, "first");
    }

    /** The lock goes as where the file server forgets what a host that is cut off had locked. */
    @Test
    @Order(4)
    @Tag("long")
    void aMumWhoWakesUpAfterSheWasReplacedWritesNothingMore() throws IOException {
        LAB.neroman().clusters("lab: {ssh_address: lab, type: slurm}");
        LAB.alias("gw2");
        var job = submit("second");
        assertThat(mum().path("host").asText()).isEqualTo("gw2");
        var asleep = LAB.processes().daemons().get(0);
        NetLab.root("kill", "-STOP", Long.toString(asleep.pid())).ok();
        LAB.cable("freeze", "gw2");
        LAB.alias("gw");
        Files.delete(LAB.state().resolve("journal/lock"));
        letTheLeaseGrowOld();
        assertThat(LAB.neroman().status().state(job)).isEqualTo("running");
        assertThat(mum().path("host").asText()).isEqualTo("gw");
        var lease = Stage.text(LAB.state().resolve("lease"));

        NetLab.root("kill", "-CONT", Long.toString(asleep.pid())).ok();
        LAB.cable("thaw", "gw2");
        Await.until(LIMIT, asleep::toString, () -> !Processes.lives(asleep.pid()));

        assertThat(Stage.text(LAB.state().resolve("log/mum.log"))).contains("another mum has taken over");
        assertThat(Stage.text(LAB.state().resolve("lease")).split("renewed_at")[0])
                .isEqualTo(lease.split("renewed_at")[0]);
        assertThat(LAB.processes().daemons()).hasSize(1);
        endsWell(job, "second");
    }

    @Test
    @Order(3)
    @Tag("long")
    void mumsOfTwoMachinesWithOneHomeLeaveEachOtherAlone() {
        LAB.neroman().run("mum", "stop", "lab").ok();
        LAB.boot("gw");
        LAB.neroman().clusters("one: {ssh_address: gw, type: direct}", "two: {ssh_address: gw2, type: direct}");
        var folder =
                LAB.stage().experiment("pair", List.of("command: [sh, -c, 'sleep 600']", "parameters: {n: [1, 2]}"));
        var ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "one", ids.get(0).toString()).ok();
        LAB.neroman().run("submit", "two", ids.get(1).toString()).ok();
        LAB.neroman().awaitStates(ids, "running", LIMIT);
        var two = LAB.neroman().json("mum", "status", "two", "--json");

        LAB.neroman().run("terminate", ids.get(0).toString()).ok();
        LAB.neroman().awaitStates(ids.get(0), ids.get(0), "terminated", LIMIT);
        LAB.neroman().run("mum", "stop", "one").ok();

        assertThat(LAB.neroman().status().state(ids.get(1))).isEqualTo("running");
        assertThat(LAB.neroman().json("mum", "status", "two", "--json").path("started_at"))
                .isEqualTo(two.path("started_at"));
        LAB.neroman().run("terminate", ids.get(1).toString()).ok();
        LAB.neroman().awaitStates(ids.get(1), ids.get(1), "terminated", LIMIT);
        LAB.neroman().run("mum", "stop", "two").ok();
    }
}
