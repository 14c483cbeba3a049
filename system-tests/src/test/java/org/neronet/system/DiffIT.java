package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What ran, and what has changed since, through the real program. */
class DiffIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void whatRanIsTheSnapshotAndAChangedFolderIsSeen() {
        LAB.neroman().clusters("local: {slots: 2}");
        var folder = LAB.stage()
                .experiment(
                        "drift",
                        List.of("command: sh main.sh {n}", "parameters: {n: [1, 2]}", "resources: {time: 10m}"));
        LAB.stage().write(folder.resolve("main.sh"), "echo loss $1\n");
        var ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "local", "1-2").ok();
        LAB.neroman().awaitStates(ids, "finished", Duration.ofSeconds(60));
        assertThat(LAB.neroman().run("status").ok().out()).doesNotContain("changed since");

        LAB.stage().write(folder.resolve("main.sh"), "echo loss $1\necho acc 1\n");

        assertThat(LAB.neroman().run("status").ok().out())
                .contains("changed since submitted: the files of 1-2; what ran is kept: neroman diff 1");
        assertThat(LAB.neroman().run("diff", "1").ok().out())
                .contains("changed main.sh")
                .contains("+echo acc 1");
        assertThat(LAB.neroman().run("add", folder.toString()).ok().err())
                .contains("defined anew, because code, command or parameters changed, 2 experiments: 3-4");
        var json = LAB.neroman().json("diff", "1", "4", "--json");
        assertThat(json.path("parameters").path("n").path("before").asText()).isEqualTo("1");
        assertThat(json.path("parameters").path("n").path("after").asText()).isEqualTo("2");
        assertThat(json.path("files").path(0).path("path").asText()).isEqualTo("main.sh");
        assertThat(json.path("results").path("loss").path("before").asText()).startsWith("1");
        assertThat(LAB.neroman().run("diff", "1", "1").ok().out()).contains("no difference");
    }

    @Test
    void otherResourcesKeepTheIdAndALongerListTheOldOnes() {
        var folder = LAB.stage()
                .experiment("grow", List.of("command: echo {n}", "parameters: {n: [1]}", "resources: {memory: 1GB}"));
        var before = LAB.neroman().add(folder);

        LAB.stage()
                .write(
                        folder.resolve("config.yaml"),
                        "command: echo {n}\nparameters: {n: [1, 2]}\nresources: {memory: 2GB}\n");

        var again = LAB.neroman().run("add", folder.toString()).ok();
        assertThat(again.lines().get(0)).startsWith(before.get(0) + " ");
        assertThat(again.err()).contains("updated 1 experiment: " + before.get(0));
    }
}
