package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterNodes.Node;
import org.neronet.common.wire.ClusterNodes.Partition;
import org.neronet.common.wire.ClusterSettings;

class NodesTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final int[] WIDTHS = {128, 64, 32, 40, 16, 16, 16, 256, 256, 32, 16};
    private static final String HOST = """
            <?xml version='1.0'?>
            <qhost>
             <host name='global'><hostvalue name='num_proc'>-</hostvalue></host>
             <host name='node7'>
               <hostvalue name='arch_string'>lx-amd64</hostvalue>
               <hostvalue name='num_proc'>2</hostvalue>
               <hostvalue name='load_avg'>1.90</hostvalue>
               <hostvalue name='mem_total'>23.5G</hostvalue>
               <hostvalue name='mem_used'>512.0M</hostvalue>
               <resourcevalue name='gpu' dominance='hc'>2.000000</resourcevalue>
             <queue name='all.q'>
               <queuevalue qname='all.q' name='slots_used'>4</queuevalue>
               <queuevalue qname='all.q' name='slots'>16</queuevalue>
               <queuevalue qname='all.q' name='state_string'></queuevalue>
             </queue>
             </host>
             <host name='node8'>
               <hostvalue name='num_proc'>8</hostvalue>
               <hostvalue name='load_avg'>-</hostvalue>
             <queue name='all.q'>
               <queuevalue qname='all.q' name='slots_used'>0</queuevalue>
               <queuevalue qname='all.q' name='slots'>8</queuevalue>
               <queuevalue qname='all.q' name='state_string'>au</queuevalue>
             </queue>
             </host>
            </qhost>
            """;

    private final List<List<String>> calls = new ArrayList<>();
    private CommandResult answer = new CommandResult(0, "", "", false);

    private WardenTools tools() {
        return new WardenTools(
                (argv, limit) -> {
                    calls.add(argv);
                    if (answer == null) {
                        throw new IOException("no such program");
                    }
                    return answer;
                },
                InstantSource.system(),
                ClusterSettings.ofType("direct"),
                Map.of(),
                Path.of("/lib/x"));
    }

    private static String row(String... cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(String.format("%-" + WIDTHS[i] + "s", cells[i]));
        }
        return line + "\n";
    }

    @Test
    void oneSinfoTellsOfNodesAndPartitions() throws Exception {
        var out = row(
                        "node1",
                        "debug*",
                        "mixed",
                        "2/14/0/16",
                        "1.93",
                        "8000",
                        "21728",
                        "(null)",
                        "gpu:0",
                        "1:00:00",
                        "up")
                + row(
                        "node3",
                        "debug*",
                        "idle",
                        "0/16/0/16",
                        "N/A",
                        "8000",
                        "N/A",
                        "gpu:a100:4(S:0-1),gpu:k80:2",
                        "gpu:a100:1(IDX:0)",
                        "1:00:00",
                        "up")
                + row("node3", "gpu", "idle", "0/16/0/16", "N/A", "8000", "N/A", "gpu:6", "gpu:1", "infinite", "inact")
                + "sinfo: strange words\n";
        answer = new CommandResult(0, out, "", false);

        var found = new SlurmWarden().nodes(tools());

        assertThat(calls).singleElement().satisfies(argv -> assertThat(argv).startsWith("sinfo", "-h", "-N", "-O"));
        assertThat(found.partitions())
                .containsExactly(
                        new Partition("debug", true, "up", Optional.of("1:00:00"), 2, 32, Optional.of(30L)),
                        new Partition("gpu", false, "inact", Optional.of("infinite"), 1, 16, Optional.of(16L)));
        assertThat(found.nodes())
                .containsExactly(
                        new Node(
                                "node1",
                                List.of("debug"),
                                "mixed",
                                16,
                                Optional.of(14L),
                                Optional.of("1.93"),
                                Optional.of(8000 * MEBIBYTE),
                                Optional.of(21728 * MEBIBYTE),
                                0,
                                Optional.empty()),
                        new Node(
                                "node3",
                                List.of("debug", "gpu"),
                                "idle",
                                16,
                                Optional.of(16L),
                                Optional.empty(),
                                Optional.of(8000 * MEBIBYTE),
                                Optional.empty(),
                                6,
                                Optional.of(5L)));
        assertThat(ClusterNodes.fromJson(Json.parseObject(found.toJson().toString())))
                .isEqualTo(found);
    }

    @Test
    void oneQhostTellsOfHostsAndQueues() throws Exception {
        answer = new CommandResult(0, HOST, "", false);

        var found = new GridEngineWarden().nodes(tools());

        assertThat(calls).containsExactly(List.of("qhost", "-q", "-xml"));
        assertThat(found.partitions())
                .containsExactly(new Partition("all.q", false, "mixed", Optional.empty(), 2, 24, Optional.of(20L)));
        assertThat(found.nodes()).extracting(Node::name).containsExactly("node7", "node8");
        var node = found.nodes().get(0);
        assertThat(node.memoryBytes()).contains(Math.round(23.5 * 1024) * MEBIBYTE);
        assertThat(node.freeMemoryBytes()).contains((Math.round(23.5 * 1024) - 512) * MEBIBYTE);
        assertThat(node.load()).contains("1.90");
        assertThat(node.freeGpus()).contains(2L);
        assertThat(found.nodes().get(1).state()).isEqualTo("no answer");
    }

    @Test
    void aSchedulerThatIsAwayIsAFaultWithItsWords() {
        answer = new CommandResult(1, "", "Unable to contact slurm controller", false);
        assertSilent(() -> new SlurmWarden().nodes(tools()), "sinfo does not answer: Unable to contact");
        answer = new CommandResult(-1, "", "", true);
        assertSilent(() -> new SlurmWarden().nodes(tools()), "sinfo does not answer: timed out");
        answer = new CommandResult(0, "<qhost", "", false);
        assertSilent(() -> new GridEngineWarden().nodes(tools()), "qhost does not answer: ");
        answer = null;
        assertSilent(() -> new GridEngineWarden().nodes(tools()), "qhost does not answer: no such program");
    }

    private static void assertSilent(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEDULER))
                .hasMessageStartingWith(text);
    }

    @Test
    void aDirectQueueHasOneNode() throws Exception {
        var found = new DirectWarden().nodes(tools());

        assertThat(found.nodes()).singleElement().satisfies(node -> {
            assertThat(node.name()).isEqualTo(HostName.here());
            assertThat(node.cpus()).isPositive();
        });
        assertThat(calls).isEmpty();
        assertThat(HostNode.available("MemTotal: 9 kB\nMemAvailable:   5 kB\n")).contains(5120L);
        assertThat(HostNode.available("")).isEmpty();
    }

    @Test
    void quotasAreToldWhereThereIsALimit() throws Exception {
        answer = new CommandResult(
                1,
                "Disk quotas for user me (uid 1000):\n"
                        + "     Filesystem  blocks   quota   limit   grace   files   quota   limit   grace\n"
                        + "nas:/home  3072*  2048  4096  6days  10  0  0\n/dev/sda1  5  0  0    7  0  0\n"
                        + "/scratch  1024  2048  0    7  0  0\n",
                "",
                false);

        assertThat(Quotas.ask(tools().runner()))
                .containsExactly(
                        new ClusterNodes.Disk("quota of nas:/home", 4 * MEBIBYTE, MEBIBYTE),
                        new ClusterNodes.Disk("quota of /scratch", 2 * MEBIBYTE, MEBIBYTE));
        answer = null;
        assertThat(Quotas.ask(tools().runner())).isEmpty();
    }

    @Test
    void amountsOfGridEngineAreBytes() {
        assertThat(NodeQuestion.bytes("805.2M")).contains(Math.round(805.2 * MEBIBYTE));
        assertThat(NodeQuestion.bytes("7")).contains(7L);
        assertThat(NodeQuestion.bytes("-")).isEmpty();
    }
}
