package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong on the way to a cluster is said in one clear line with the next thing to type; nothing is submitted. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class LinkFaultsIT {
    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private long id;

    @BeforeAll
    void define() {
        LAB.neroman()
                .clusters(
                        "nokey: {ssh_address: nokey, type: slurm}",
                        "nohost: {ssh_address: nohost, type: slurm}",
                        "changedhost: {ssh_address: changedhost, type: slurm}",
                        "refused: {ssh_address: refused, type: slurm}",
                        "nokey-own: {ssh_address: nokey, type: slurm, transport: openssh}",
                        "nohost-own: {ssh_address: nohost, type: slurm, transport: openssh}",
                        "changedhost-own: {ssh_address: changedhost, type: slurm, transport: openssh}",
                        "refused-own: {ssh_address: refused, type: slurm, transport: openssh}",
                        "nojava: {ssh_address: triton, type: slurm, java: /nonexistent/java}",
                        "noslurm: {type: slurm}");
        id = LAB.neroman()
                .add(LAB.stage().experiment("one", List.of("command: 'true'")))
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "nokey, 4, (?i).*(let you in|permission denied|publickey).*",
        "nohost, 4, (?i).*host key.*not known.*",
        "changedhost, 4, (?i).*host key.*changed.*",
        "refused, 4, (?i).*refuse.*",
        "nokey-own, 4, (?i).*(let you in|permission denied|publickey).*",
        "nohost-own, 4, (?i).*host key.*(not )?known.*",
        "changedhost-own, 4, (?i).*host key.*changed.*|.*IDENTIFICATION HAS CHANGED.*",
        "refused-own, 4, (?i).*refuse.*",
        "nojava, 4, (?i).*java.*"
    })
    void aClusterThatCannotBeReachedIsExplained(String cluster, int exit, String words) {
        int before = LAB.slurm().count();

        var submit = LAB.neroman().run("submit", cluster, Long.toString(id));

        isOneClearLine(submit, words);
        assertThat(submit.exit()).as("%s", submit).isEqualTo(exit);
        assertThat(LAB.slurm().count()).isEqualTo(before);
    }

    /** A cluster that is this machine, with everything on its path but the scheduler's programs. */
    @Test
    void aMissingSchedulerIsExplained() throws IOException {
        var path = Map.of("PATH", pathWithoutSlurm().toString());

        var submit = LAB.neroman().runWith(path, "submit", "noslurm", Long.toString(id));

        isOneClearLine(submit, "(?i).*(sbatch|scontrol|slurm).*");
        assertThat(submit.exit()).as("%s", submit).isIn(4, 6);
    }

    private void isOneClearLine(Run run, String words) {
        var said = run.err().lines().filter(line -> !line.isBlank()).toList();
        assertThat(said).as("%s", run).hasSizeBetween(1, 3);
        assertThat(said.get(0)).as("%s", run).matches(words);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(said.size() > 1 ? said.get(1) : said.get(0))
                .as("a hint in %s", run)
                .hasSizeGreaterThan(20);
        assertThat(run.out()).isEmpty();
        assertThat(LAB.neroman().status().state(id)).isEqualTo("defined");
    }

    private static Path pathWithoutSlurm() throws IOException {
        var folder = Files.createDirectory(LAB.stage().root().resolve("path"));
        try (var programs = Stream.of("/bin", "/usr/bin", "/usr/local/bin")
                .map(Path::of)
                .map(LinkFaultsIT::list)
                .flatMap(List::stream)) {
            for (var program : programs.toList()) {
                var name = program.getFileName().toString();
                boolean slurm =
                        name.matches("s(batch|queue|cancel|acct|control|info|run|acctmgr|alloc|trigger|diag).*");
                var link = folder.resolve(name);
                if (!slurm
                        && !name.equals("scontrol")
                        && Files.notExists(link, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    Files.createSymbolicLink(link, program);
                }
            }
        }
        return folder;
    }

    private static List<Path> list(Path folder) {
        try (var all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
