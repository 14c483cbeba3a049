package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;

class ClustersFileTest {
    @TempDir
    Path folder;

    private Path file;
    private ClustersFile clusters;

    @BeforeEach
    void setUp() {
        file = folder.resolve("clusters.yaml");
        clusters = new ClustersFile(file);
    }

    @Test
    void withoutAFileThereIsLocal() {
        var read = clusters.read();

        assertThat(read.defaultCluster()).isEmpty();
        assertThat(read.byName()).containsOnlyKeys("local");
        assertThat(read.get("local")).isEqualTo(Cluster.local());
        assertThat(Cluster.local().isLocal()).isTrue();
    }

    @Test
    void everyKeyIsRead() throws Exception {
        write("""
                default_cluster: triton
                clusters:
                  triton: {ssh_address: me@triton.aalto.fi, type: slurm, workdir: /scratch/$USER, queue_max: 200,
                           sbatch_args: "--account=nlp --comment='a b'", setup: ["module load x"], java: /opt/java,
                           transport: openssh, kid_address: 10.0.0.1, runtime: jre.tar.gz}
                  gpu1:
                    ssh_address: gpu1
                    type: unmanaged
                    slots: 4
                    gpus: 2
                    sbatch_args: [--a, b c]
                  local: {slots: 3}
                groups: {gpu: [gpu1]}
                """);

        var read = clusters.read();

        assertThat(read.defaultCluster()).contains("triton");
        assertThat(read.get("triton"))
                .isEqualTo(new Cluster(
                        "triton",
                        Optional.of("me@triton.aalto.fi"),
                        "slurm",
                        Optional.of("openssh"),
                        Optional.of("/opt/java"),
                        new ClusterSettings(
                                "slurm",
                                Optional.of("/scratch/$USER"),
                                Optional.empty(),
                                List.of("--account=nlp", "--comment=a b"),
                                List.of("module load x"),
                                Optional.of("10.0.0.1"),
                                GridEngineSettings.NONE,
                                new ClusterLimits(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(200)))));
        assertThat(read.get("gpu1").type()).isEqualTo("direct");
        assertThat(read.get("gpu1").settings().slots()).contains(4);
        assertThat(read.get("gpu1").settings().limits().gpus()).contains(2);
        assertThat(read.get("gpu1").settings().sbatchArgs()).containsExactly("--a", "b c");
        assertThat(read.get("local").settings().slots()).contains(3);
        assertThat(read.groups()).isEqualTo(Map.of("gpu", List.of("gpu1")));
        assertThat(read.members("gpu")).contains(List.of("gpu1"));
        assertThat(read.members("any")).contains(List.of("triton", "gpu1", "local"));
        assertThat(read.members("gpu1")).isEmpty();
    }

    @Test
    void allFaultsAreReportedTogether() throws Exception {
        write("""
                default_cluster: trition
                clusters:
                  triton: {ssh_adress: x, type: slurm, slots: 0, transport: telnet}
                  any: {type: direct}
                  sge: {type: gridengine, qsub_args: -t 1-3, parallel_environment: -x}
                  b: {ssh_address: -oProxyCommand=x, type: slrum, sbatch_args: "'x", queue_max: many}
                  c: 5
                  d: {ssh_address: x, setup: {a: 1}, java: [1], workdir: "a\\0b"}
                  local: {ssh_address: x, type: slurm}
                extra: 1
                """);

        assertThatThrownBy(clusters::read)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(file + ":1:18: error: default_cluster: no cluster 'trition'")
                .hasMessageContaining(":3:12: error: unknown key 'ssh_adress'; did you mean 'ssh_address'?")
                .hasMessageContaining(":3:47: error: 'slots' must be a whole number from 1")
                .hasMessageContaining("'transport' cannot be 'telnet'")
                .hasMessageContaining(":4:3: error: 'any' is a reserved word")
                .hasMessageContaining("qsub_args: '-t' is set by Neronet itself")
                .hasMessageContaining("'parallel_environment' must be a name of Grid Engine's")
                .hasMessageContaining("'-oProxyCommand=x' is not a host name")
                .hasMessageContaining("'type' cannot be 'slrum'; did you mean 'slurm'?")
                .hasMessageContaining("'sbatch_args': the quote ' has no end")
                .hasMessageContaining("'queue_max' must be a whole number")
                .hasMessageContaining("cluster 'c' must be a map of keys and values, not the number 5")
                .hasMessageContaining("cluster 'd' has no type")
                .hasMessageContaining("'setup' must be one text or a list of texts, not a map")
                .hasMessageContaining("'java' must be one text, not a list")
                .hasMessageContaining("'workdir' has a NUL character")
                .hasMessageContaining("'local' is always this machine; 'ssh_address' cannot be set")
                .hasMessageContaining("'local' is always of type direct")
                .hasMessageContaining(":10:1: error: unknown key 'extra'");
    }

    @Test
    void allFaultsOfGroupsAreReportedTogether() throws Exception {
        write("""
                default_cluster: gup
                clusters:
                  gpu1: {type: direct}
                  bad: {type: slrum}
                groups:
                  gpu: [gpu1, gpu2, gpu1, [x], bad, local]
                  none: [gpu1]
                  empty: []
                  gpu1: [local]
                  word: gpu1
                  nested: [gpu, any]
                """);

        assertThatThrownBy(clusters::read)
                .hasMessageContaining(file + ":1:18: error: default_cluster: no cluster 'gup'; did you mean 'gpu'")
                .hasMessageContaining(":6:15: error: group 'gpu': no cluster 'gpu2'; did you mean 'gpu1'?")
                .hasMessageContaining(":6:21: error: 'gpu1' is in the group 'gpu' twice")
                .hasMessageContaining(":6:27: error: a member of the group 'gpu' must be a cluster, not a list")
                .hasMessageContaining(":7:3: error: 'none' is a reserved word")
                .hasMessageContaining(":8:10: error: the group 'empty' has no member")
                .hasMessageContaining(":9:3: error: the group 'gpu1' has a cluster's name")
                .hasMessageContaining(":10:9: error: the group 'word' must be a list of clusters, not the text 'gpu1'")
                .hasMessageContaining(":11:12: error: group 'nested': 'gpu' is a group, and a group has clusters only")
                .hasMessageContaining(":11:17: error: group 'nested': no cluster 'any'")
                .hasMessageNotContaining("no cluster 'bad'");
    }

    @Test
    void aGroupOrAnyMayBeTheDefault() throws Exception {
        write("clusters:\n  a: {type: direct}\ngroups: {g: [a, local]}\ndefault_cluster: g\n");
        assertThat(clusters.read().defaultCluster()).contains("g");

        write("default_cluster: any\n");
        assertThat(clusters.read().defaultCluster()).contains("any");
    }

    @Test
    void aGroupKeepsItsNameAndItsMembers() throws Exception {
        write("clusters:\n  a: {type: direct}\ngroups: {triton: [a]}\n");
        var before = Files.readString(file);

        assertThatThrownBy(() -> clusters.add(triton())).hasMessageContaining("'triton' is a group in");
        assertThatThrownBy(() -> clusters.remove("a"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessage("cluster 'a' is in the group triton");
        assertThat(file).hasContent(before);
    }

    @Test
    void theSameNameTwiceIsAFault() throws Exception {
        write("clusters:\n  a: {type: direct}\n  a: {type: slurm}\n");

        assertThatThrownBy(clusters::read)
                .hasMessageContaining("'a' is here for the second time; the first is in line 2");
    }

    @Test
    void anUnknownNameProposesTheNearest() {
        clusters.add(triton());

        assertThatThrownBy(() -> clusters.read().get("trion"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND))
                .hasMessageContaining("did you mean 'triton'?");
    }

    @Test
    void aNewFileIsPrivateAndReadsBack() throws Exception {
        clusters.add(triton());
        var odd = new Cluster(
                "odd",
                Optional.of("u.ser@host-1.example.org"),
                "direct",
                Optional.of("mina"),
                Optional.of("/opt/my java/bin"),
                new ClusterSettings(
                        "direct",
                        Optional.of("~/x: y"),
                        Optional.of(2),
                        List.of("--a='b'", "1", "no"),
                        List.of("echo \"x\"\nexport A=1 # c"),
                        Optional.of("fe80::1"),
                        GridEngineSettings.NONE,
                        new ClusterLimits(
                                Optional.of(8),
                                Optional.of(60_000_000_000L),
                                Optional.of(2),
                                Optional.of(7),
                                Optional.of("crontab"))));
        clusters.add(odd);

        assertThat(clusters.read().get("triton")).isEqualTo(triton());
        assertThat(clusters.read().get("odd")).isEqualTo(odd);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# mine\n",
                "# mine",
                "default_cluster: local # mine\n",
                "default_cluster: local # mine",
                "clusters: # mine\n",
                "clusters: {} # mine\n",
                "clusters: null # mine\ndefault_cluster: local\n",
                "clusters:\n  # mine\n  a: {type: direct}\n  # end\ndefault_cluster: a\n",
                "clusters:\n    a: {type: direct}   # mine",
                "clusters:\n    a:\n        type: direct\n        setup: [x,\n          y] # mine\n\n# z\ngroups: {}\n",
                "clusters:\n  a:\n    type: direct\n    setup: |\n      one # mine\n      two\ngroups: {}\n",
                "clusters: {a: {type: direct}, b: {type: slurm}}  # mine\n",
                "clusters: {a: {type: direct},\n  b: {type: slurm},\n  }  # mine\n",
                "{clusters: {a: {type: direct}}} # mine\n",
                "{default_cluster: local} # mine\n",
                "{clusters: } # mine\n",
                "# é𝄞\ngroups: {g: [a]} # mine\nclusters:\n  a: {type: direct}\n",
            })
    void addingAndRemovingKeepsWhatTheUserWrote(String text) throws Exception {
        write(text);
        var before = clusters.read();

        clusters.add(triton());

        assertThat(Files.readString(file)).contains("# mine");
        assertThat(clusters.read().get("triton")).isEqualTo(triton());
        assertThat(clusters.read().byName()).containsAllEntriesOf(before.byName());

        clusters.remove("triton");

        assertThat(clusters.read()).isEqualTo(before);
        assertThat(Files.readString(file)).contains("# mine");
    }

    @Test
    void addThenRemoveLeavesTheTextAsItWas() throws Exception {
        var text = "# a\nclusters:\n  x: {type: direct}  # b\n\n  # c\ngroups: {}\n";
        write(text);

        clusters.add(triton());
        clusters.remove("triton");

        assertThat(file).hasContent(text);
    }

    @Test
    void removingTakesTheDefaultAlong() throws Exception {
        write("clusters:\n  a: {type: direct}\n  b:\n    type: slurm\n# keep\ndefault_cluster: a\ngroups: {}\n");

        clusters.remove("a");

        assertThat(file).hasContent("clusters:\n  b:\n    type: slurm\n# keep\ngroups: {}\n");
        clusters.remove("b");
        assertThat(clusters.read().byName()).containsOnlyKeys("local");
        clusters.add(triton());
        assertThat(clusters.read().byName()).containsOnlyKeys("triton", "local");
    }

    @Test
    void removingFromOneLineKeepsTheOthers() throws Exception {
        write("{clusters: {a: {type: direct}, b: {type: slurm}, c: {type: slurm}}, default_cluster: c}\n");

        clusters.remove("a");
        clusters.remove("c");

        assertThat(file).hasContent("{clusters: {b: {type: slurm}}}\n");
    }

    @Test
    void whatOthersReferToIsLeftToTheUser() throws Exception {
        write("clusters:\n  a: &x {type: direct}\n  b: *x\n");
        var before = Files.readString(file);

        assertThatThrownBy(() -> clusters.remove("a")).hasMessageContaining("without harm");

        assertThat(file).hasContent(before);
    }

    @Test
    void namesThatAreThereAndLocalAreRefused() throws Exception {
        clusters.add(triton());

        assertThatThrownBy(() -> clusters.add(triton())).hasMessageContaining("already");
        assertThatThrownBy(() -> clusters.add(Cluster.local())).hasMessageContaining("always there");
        assertThatThrownBy(() -> clusters.remove("local")).hasMessageContaining("cannot be removed");
        assertThatThrownBy(() -> clusters.remove("nope")).hasMessageContaining("no cluster 'nope'");
        assertThatThrownBy(() -> clusters.add(named("all"))).hasMessageContaining("reserved");
        assertThatThrownBy(() -> clusters.add(named("a b"))).hasMessageContaining("not a name");
    }

    @Test
    void localCanBeTunedAndReset() throws Exception {
        write("clusters:\n  local: {slots: 2}\n");

        clusters.remove("local");

        assertThat(clusters.read().get("local").settings().slots()).isEmpty();
    }

    @Test
    void aLinkedFileStaysALink() throws Exception {
        var target = Files.writeString(folder.resolve("dotfile"), "# mine\n");
        Files.createSymbolicLink(file, target);

        clusters.add(triton());

        assertThat(file).isSymbolicLink();
        assertThat(target).content().contains("triton");
    }

    @ParameterizedTest
    @CsvSource({"host", "me@host", "h.example.org", "10.0.0.1", "me@fe80::1", "u@corp.org@gate", "a_b-c"})
    void goodAddressesPass(String address) {
        assertThat(SshAddress.fault(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-oProxyCommand=x", "a b", "`x`", "a;b", "me@", "@h", "$(x)", "h:22", "me@-x", "-x@h", "a\nb"
            })
    void addressesThatSshCouldMistakeAreRefused(String address) {
        assertThat(SshAddress.fault(address)).isPresent();
        assertThatThrownBy(() -> clusters.add(new Cluster(
                        "x",
                        Optional.of(address),
                        "slurm",
                        Optional.empty(),
                        Optional.empty(),
                        ClusterSettings.ofType("slurm"))))
                .isInstanceOf(NeronetException.class);
        assertThat(file).doesNotExist();
    }

    private static Cluster triton() {
        return new Cluster(
                "triton",
                Optional.of("triton.aalto.fi"),
                "slurm",
                Optional.empty(),
                Optional.empty(),
                ClusterSettings.ofType("slurm"));
    }

    private static Cluster named(String name) {
        return new Cluster(
                name, Optional.empty(), "direct", Optional.empty(), Optional.empty(), ClusterSettings.ofType("direct"));
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text);
    }
}
