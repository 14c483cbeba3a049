package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.man.config.Cluster;

class MumWayTest {
    private static final Cluster CLUSTER = new Cluster(
            "triton",
            Optional.of("triton"),
            "slurm",
            Optional.empty(),
            Optional.empty(),
            ClusterSettings.ofType("slurm"));

    @TempDir
    private Path folder;

    private Path sayings;
    private final List<String> closed = new ArrayList<>();
    private final List<String> unreachable = new ArrayList<>();

    /** A gateway of one shared home: what {@code attach} says there stands in a file named after it. */
    private final class Gateway implements Link {
        private final String name;

        private Gateway(String name) {
            this.name = name;
        }

        @Override
        public RemoteProcess exec(String command) {
            return new LocalLink(host -> null).exec("export GATEWAY=" + name + "; " + command);
        }

        @Override
        public Link to(String host) {
            if (unreachable.contains(host)) {
                throw new NeronetException(ExitCode.CONNECTION, host + " does not answer in time", "by hand: ssh");
            }
            return new Gateway(host);
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    @BeforeEach
    void makeFolder() throws IOException {
        sayings = Files.createDirectory(folder.resolve("sayings"));
    }

    private void says(String gateway, String line) throws IOException {
        Files.writeString(sayings.resolve(gateway), line + "\n");
    }

    private static String owner(String host) {
        return "NERONET-MUM-OWNER {\"host\":\"" + host
                + "\",\"queue\":\"slurm-x\",\"silent_ms\":20000,\"patience_ms\":180000}";
    }

    private MumWay.Found go() {
        var jars = ClusterJarsTest.with("cat " + sayings + "/$GATEWAY; exec cat\n");
        return new MumWay(jars).go(new Gateway("a"), CLUSTER, Optional.of(folder.resolve("root")));
    }

    @Test
    void aMumAtTheGatewayIsTakenAtOnce() throws IOException {
        says("a", "NERONET-MUM-READY");

        assertThat(go().link().describe()).isEqualTo("a");
        assertThat(closed).isEmpty();
    }

    @Test
    void aMumElsewhereIsGoneToThroughTheGateway() throws IOException {
        says("a", owner("b"));
        says("b", owner("c"));
        says("c", "NERONET-MUM-READY");

        var found = go();

        assertThat(found.link().describe()).isEqualTo("c");
        try (var process = found.process()) {
            process.in().write("frame".getBytes(StandardCharsets.UTF_8));
            process.in().close();
            assertThat(process.out()).asString(StandardCharsets.UTF_8).isEqualTo("frame");
        }
    }

    @Test
    void anOwnerThatCannotBeReachedIsNamedWithTheTimeOfTheTakeOver() throws IOException {
        says("a", owner("b"));
        unreachable.add("b");

        assertThatThrownBy(this::go)
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExitCode.CONNECTION);
                    assertThat(e.hint().orElseThrow()).contains("20 s ago", "takes over in 161 s");
                })
                .hasMessage("mum for queue slurm-x runs on b, which cannot be reached: b does not answer in time");
    }

    @Test
    void anOwnerWhereAttachingFailsIsNamedToo() throws IOException {
        says("a", owner("b"));
        says("b", "NERONET-MUM-FAULT {\"code\":\"CONNECTION\",\"message\":\"no Java\"}");
        assertThatThrownBy(this::go).hasMessageEndingWith("runs on b, which cannot be reached: no Java");

        says("b", "NERONET-MUM-FAULT {\"code\":\"SCHEDULER\",\"message\":\"no sbatch\"}");
        assertThatThrownBy(this::go).hasMessage("no sbatch");
        assertThat(closed).containsExactly("b", "b");
    }

    @Test
    void gatewaysThatSendEachOtherOnAreNotFollowedForEver() throws IOException {
        says("a", owner("b"));
        says("b", owner("a"));

        assertThatThrownBy(this::go).hasMessageEndingWith("it sends us on again and again");
    }

    @Test
    void anOwnerThatIsBadlyToldIsAFault() throws IOException {
        says("a", "NERONET-MUM-OWNER {\"host\":1}");

        assertThatThrownBy(this::go).hasMessageContaining("says badly on which");
    }
}
