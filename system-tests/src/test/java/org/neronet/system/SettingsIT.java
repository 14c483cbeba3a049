package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clusters are added to and removed from the user's own file in place; faults of the settings have their places. */
class SettingsIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void clustersAreAddedAndRemovedInPlace() {
        var neroman = aside("clusters", "clusters.yaml", """
                # top
                clusters:
                  a: {type: slurm, ssh_address: a.example}  # gone with it

                  # other
                  b:
                    type: direct
                    slots: 2
                default_cluster: a
                # end
                """);
        neroman.run(
                        "cluster",
                        "add",
                        "c",
                        "x@y",
                        "--type",
                        "slurm",
                        "--sbatch-args",
                        "'--account=a b' --qos=low",
                        "--setup",
                        "module load x",
                        "--workdir",
                        "~/w",
                        "--java",
                        "/x/java",
                        "--kid-address",
                        "10.0.0.1",
                        "--transport",
                        "mina",
                        "--no-check")
                .ok();
        assertThat(neroman.run("cluster", "add", "b", "x", "--type", "slurm")
                        .exits(2, 5)
                        .err())
                .contains("cluster 'b' is in ");
        assertThat(neroman.json("cluster", "list", "--json").toString())
                .contains(
                        "{\"name\":\"c\",\"type\":\"slurm\",\"ssh_address\":\"x@y\",\"workdir\":\"~/w\",\"default\":false}");
        assertThat(neroman.run("cluster", "list").ok().out()).containsPattern("a +slurm +a.example +default");
        neroman.run("cluster", "remove", "a").ok();

        assertThat(Stage.text(neroman.home().resolve("clusters.yaml"))).isEqualTo("""
                        # top
                        clusters:

                          # other
                          b:
                            type: direct
                            slots: 2
                          c: {ssh_address: x@y, type: slurm, workdir: "~/w", \
                        sbatch_args: ["--account=a b", "--qos=low"], setup: ["module load x"], \
                        kid_address: 10.0.0.1, java: /x/java, transport: mina}
                        # end
                        """);
        assertThat(neroman.run("cluster", "remove", "zz").exits(3).err())
                .contains("no cluster 'zz' (known: b, c, local)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none | - | clusters:\\n  d: {type: direct}\\n",
                "nothing | clusters:\\n | clusters:\\n  d: {type: direct}\\n",
                "braces | clusters: {}\\n | clusters: {d: {type: direct}}\\n",
                "flow | clusters: {a: {type: direct}}\\n | clusters: {a: {type: direct}, d: {type: direct}}\\n",
                "all | {default_cluster: local}\\n | {default_cluster: local, clusters: {d: {type: direct}}}\\n"
            })
    void theFileKeepsItsForm(String name, String before, String after) {
        var neroman = aside(name, "clusters.yaml", before.equals("-") ? "" : before.replace("\\n", "\n"));

        neroman.run("cluster", "add", "d", "--type", "direct", "--no-check").ok();

        var file = neroman.home().resolve("clusters.yaml");
        assertThat(Stage.text(file)).isEqualTo(after.replace("\\n", "\n"));
        neroman.run("cluster", "remove", "d").ok();
        assertThat(Stage.text(file)).doesNotContain("d: {type: direct}");
    }

    @Test
    void faultsOfTheSettingsAreNamedWithTheirPlaces() {
        var preferences = aside("preferences", "preferences.yaml", "email: x\nnmae: y\nautocollect: 4\n");
        assertThat(preferences.run("fetch").exits(0, 2).timedOut()).isFalse();
        preferences
                .run(
                        "add",
                        LAB.stage()
                                .experiment("one", List.of("command: 'true'"))
                                .toString())
                .ok();
        LAB.stage().write(preferences.home().resolve("clusters.yaml"), "clusters: {a: {type: direct}}\n");
        assertThat(preferences.run("submit", "1").exits(2).err())
                .contains("preferences.yaml:1:8: error: 'x' is no mail address")
                .contains("2:1: error: unknown key 'nmae'; did you mean 'name'?")
                .contains("3:14: error: 'autocollect' must be true or false, not the number 4");
        LAB.stage().write(preferences.home().resolve("preferences.yaml"), "email: me@example.org\n");
        assertThat(preferences.run("submit", "1").exits(2).err()).contains("to which cluster? known are a, local");

        var clusters =
                aside("faulty", "clusters.yaml", "clusters:\n  a: {type: slrum, slots: x, nodes: 3}\n  local: [1]\n");
        assertThat(clusters.run("cluster", "list").exits(2).err())
                .contains("'type' cannot be 'slrum'; did you mean 'slurm'?")
                .contains("'slots' must be a whole number from 1")
                .contains("unknown key 'nodes'");
    }

    /** Another Neronet home with that file in it. */
    private static Neroman aside(String name, String file, String text) {
        var neroman = new Neroman(LAB.account(), LAB.stage(), LAB.stage().privateFolder("home-" + name));
        LAB.stage().write(neroman.home().resolve(file), text);
        return neroman;
    }
}
