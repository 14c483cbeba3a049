package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.CommandSettings;

class CommandClusterTest {
    private static final List<String> GOOD = List.of(
            "submit: q -N {name} [-t {time}] {script}",
            "list: l {ids}",
            "listed: '^(?<id>\\S+) (?<state>\\w)$'",
            "states: {running: R, pending: [Q, 0]}",
            "cancel: c {ids}");

    @TempDir
    Path temp;

    private Clusters read(String text) throws IOException {
        var file = temp.resolve("clusters.yaml");
        Files.writeString(file, text);
        return new ClustersFile(file).read();
    }

    private Cluster good(String... more) throws IOException {
        var lines = new java.util.ArrayList<>(GOOD);
        lines.addAll(List.of(more));
        return read("clusters:\n  pbs:\n    type: command\n    " + String.join("\n    ", lines) + "\n")
                .get("pbs");
    }

    @Test
    void whatStandsThereGoesToMum() throws IOException {
        var cluster = good("queue: p.1", "exits: {timed_out: -29}", "list_codes: [0, 153]");

        var said = cluster.settings().command();
        assertThat(cluster.settings().queueWord()).isEqualTo("command:p.1");
        assertThat(said.text(CommandSettings.SUBMIT)).contains("q -N {name} [-t {time}] {script}");
        assertThat(said.state("R")).contains("running");
        assertThat(said.state("0")).contains("pending");
        assertThat(said.exit("-29")).contains("timed_out");
        assertThat(said.listCodes()).containsExactly("0", "153");
    }

    @ParameterizedTest
    @CsvSource({"PBS Pro, pbs", "LISA's Jobman, lisa"})
    void theRecipesOfTheManualAreWithoutFault(String heading, String name) throws IOException {
        var manual = Files.readString(Path.of("../docs/manual/clusters.md"));
        var block = Pattern.compile(
                        "\n### Recipe: " + Pattern.quote(heading) + "\n.*?\n```yaml\n(.*?)\n```", Pattern.DOTALL)
                .matcher(manual);
        assertThat(block.find()).isTrue();

        assertThat(read(block.group(1)).get(name).type()).isEqualTo("command");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "queue: a/b # 9:12: error: 'queue' must be a name",
                "find: f {name} # 9:11: error: 'find' of cluster 'pbs' needs 'submitted', by which its answer is read",
                "account: a {id} # 9:14: error: 'account' of cluster 'pbs' needs 'accounted'",
                "submitted: '\\d+' # 9:16: error: 'submitted' has no group (?<id>…), which is the number of the job",
                "submitted: '(?<id>' # 9:16: error: 'submitted' is no regular expression: ",
                "gone: '(' # 9:11: error: 'gone' is no regular expression",
                "exits: {never: 1} # 9:13: error: unknown key 'never'",
                "exits: {running: 1} # 9:13: error: unknown key 'running'",
                "list_codes: [x] # 9:17: error: 'list_codes' are exit codes, not 'x'",
                "find: f {id} # 9:11: error: 'find': there is no value {id} here; there are {folder} {home} {log} {name}",
                "find: f | grep {name} # 9:11: error: 'find': '|' would be a plain word, as no shell reads it",
                "acount: x # error: unknown key 'acount'; did you mean 'account'?",
            })
    void whatIsWrongIsSaidWithItsPlace(String line, String fault) {
        assertThatThrownBy(() -> good(line))
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void whatIsMissingIsAllSaidAtOnce() {
        assertThatThrownBy(() -> read("clusters:\n  pbs: {type: command, listed: '(?<id>x)'}\n"))
                .hasMessageContaining(":2:3: error: cluster 'pbs' is of type command and says no 'submit'")
                .hasMessageContaining("fix: submit: qsub -N {name} [-l walltime={time}] {script}")
                .hasMessageContaining("says no 'list'")
                .hasMessageContaining("says no 'states'")
                .hasMessageContaining("says no 'cancel'")
                .hasMessageContaining("'listed' has no group (?<state>…), which is the scheduler's word for its state");
    }
}
