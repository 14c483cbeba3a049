package org.neronet.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aProgramIsRunWithItsWordsAsTheyAre() throws Exception {
        var result = new SystemCommandRunner().run(List.of("printf", "%s|", "a b", "$x", "'"), LONG);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.out()).isEqualTo("a b|$x|'|");
    }

    @Test
    void exitCodesAndBothOutputsAreReported() throws Exception {
        var result = sh("echo out; echo err >&2; exit 3");

        assertThat(result).isEqualTo(new CommandResult(3, "out\n", "err\n", false));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.complaint()).isEqualTo("err");
    }

    @Test
    void stdinIsEmptyAndTheEnvironmentIsExtended() throws Exception {
        var runner = new SystemCommandRunner(Map.of("EXTRA", "x"), folder);
        var result = runner.run(List.of("sh", "-c", "cat; echo $EXTRA; pwd"), LONG);

        assertThat(result.out()).isEqualTo("x\n" + folder.toRealPath() + "\n");
    }

    @Test
    void aProgramThatTakesTooLongIsKilledWithItsChildren() throws Exception {
        var result = new SystemCommandRunner().run(List.of("sh", "-c", "sleep 60; true"), Duration.ofMillis(200));

        assertThat(result.timedOut()).isTrue();
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void aProgramThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> new SystemCommandRunner().run(List.of("/no/such/program"), LONG))
                .isInstanceOf(IOException.class);
    }

    @Test
    void complaintsAreOneLine() {
        assertThat(new CommandResult(1, "", " a\n  b \n", false).complaint()).isEqualTo("a; b");
        assertThat(new CommandResult(1, "out", " ", false).complaint()).isEqualTo("out");
        assertThat(new CommandResult(1, "", "", false).complaint()).isEqualTo("it said nothing");
    }

    @Test
    void shellsReadQuotedWordsBack() throws Exception {
        var word = "a'b\"c $HOME `x` \\ \n*;&|<>(){}é";

        assertThat(sh("printf %s " + ShellWords.quote(word)).out()).isEqualTo(word);
        assertThat(ShellWords.quoteAll(List.of("a", "", "b c"))).isEqualTo("'a' '' 'b c'");
        assertThatThrownBy(() -> ShellWords.quote("\0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void processesAreToldApartByTheirStart() {
        var self = ProcessIdentity.current();

        assertThat(self.isAlive()).isTrue();
        assertThat(new ProcessIdentity(self.pid(), self.startMillis() - 5000).isAlive())
                .isFalse();
        assertThat(ProcessIdentity.of(Long.MAX_VALUE)).isEmpty();
    }

    private static CommandResult sh(String script) throws IOException, InterruptedException {
        return new SystemCommandRunner().run(List.of("sh", "-c", script), LONG);
    }
}
