package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neronet.common.experiment.OutputStreamName.STDOUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kid as a process of its own. */
class NerokidProcessTest extends KidTest {
    @ParameterizedTest
    @ValueSource(strings = {"watch", "roster"})
    void aKidSurvivesTheSignalsOfSchedulers(String command) throws Exception {
        var attempt = attempt(1);
        var ward = expect(attempt);
        var roster = Files.createDirectories(home.resolve("roster"));
        Files.writeString(roster.resolve("a"), attempt.folder.root().toString());
        var kid = start(command, command.equals("watch") ? attempt.folder.root() : roster);
        try {
            await(() -> !ward.events.isEmpty());
            for (var signal : List.of("USR1", "USR2", "TERM", "HUP", "INT", "XCPU", "ALRM")) {
                new ProcessBuilder("kill", "-" + signal, String.valueOf(kid.pid()))
                        .start()
                        .waitFor();
            }
            assertThat(Path.of("/proc/" + kid.pid() + "/oom_score_adj")).hasContent("1000");
            attempt.print("loss 0.5\n");
            attempt.exit();
            await(() -> ward.dismissed);
            assertThat(ward.samples(STDOUT)).hasSize(1);
        } finally {
            kid.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKidWithoutOrdersLeavesWithAFault() throws Exception {
        var kid = start("watch", home);

        assertThat(kid.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(kid.exitValue()).isEqualTo(1);
        assertThat(home.resolve("kid.log")).content().contains("there is no").doesNotContain("\tat ");
    }

    @Test
    void aRefusedOomScoreIsLoggedAndNoFault() {
        OomPreference.offer(home.resolve("no/such/file"), log::add);
        OomPreference.offer(home.resolve("score"), log::add);

        assertThat(log).hasSize(1).first().asString().contains("cannot set");
        assertThat(home.resolve("score")).hasContent("1000");
    }

    private Process start(String command, Path folder) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Nerokid.class.getName(),
                command,
                folder.toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("kid.log").toFile())
                .start();
    }
}
