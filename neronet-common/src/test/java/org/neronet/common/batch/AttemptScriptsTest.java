package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.process.SystemCommandRunner;

class AttemptScriptsTest {
    @TempDir
    Path temp;

    @Test
    void whereThereIsNoPythonAProgramCalledPythonRunsPython3() throws Exception {
        tool("python3");

        assertThat(words("python", "main.py", "a b")).isEqualTo("python3|main.py|a b|");
        assertThat(temp.resolve("notes")).hasContent("there is no python on this node, so python3 was run");
    }

    @Test
    void aPythonThatIsThereIsRun() throws Exception {
        tool("python3");
        tool("python");

        assertThat(words("python", "main.py")).isEqualTo("python|main.py|");
        assertThat(temp.resolve("notes")).doesNotExist();
    }

    @Test
    void anotherProgramIsLeftAlone() {
        assertThat(AttemptScripts.argv(Plans.of("python2", "x"))).isEqualTo("set -- 'python2' 'x'\n");
    }

    @Test
    void whatIsNotKnownYetIsQuotedAsItIsSaid() {
        var facts = new ScriptFacts("<id>", "1", "<umask>", List.of("module load cluster"));

        assertThat(AttemptScripts.environment(Plans.with(Map.of("A", "x y"), "module load hers"), facts))
                .startsWith("umask <umask>\n")
                .contains("export A='x y'\n", "export NERONET_ID='<id>'\n", "export NERONET_ATTEMPT='1'\n")
                .endsWith("neronet_laid=yes\nmodule load cluster\nmodule load hers\n");
    }

    @Test
    void aVariableThatNoShellTakesIsRefused() {
        var facts = new ScriptFacts("1", "1", "0022", List.of());

        assertThatThrownBy(() -> AttemptScripts.environment(Plans.with(Map.of("A-B", "x")), facts))
                .hasMessageContaining("A-B");
    }

    private String words(String... argv) throws Exception {
        var script = Files.writeString(temp.resolve("argv.sh"), AttemptScripts.argv(Plans.of(argv)));
        var shell = "neronet_folder=$1; set --; . " + script + "; printf '%s|' \"$@\"";
        var runner = new SystemCommandRunner(Map.of("PATH", temp.resolve("bin").toString()), temp);
        return runner.run(List.of("/bin/sh", "-c", shell, "sh", temp.toString()), Duration.ofSeconds(20))
                .out();
    }

    private void tool(String name) throws Exception {
        Files.createDirectories(temp.resolve("bin"));
        var file = Files.writeString(temp.resolve("bin").resolve(name), "#!/bin/sh\n");
        file.toFile().setExecutable(true);
    }
}
