package org.neronet.man.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.SystemCommandRunner;

class ProvenanceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aCheckoutIsKnownByCommitBranchRemoteAndDifference() throws Exception {
        git("init", "-q", "-b", "work");
        git("config", "diff.external", "touch " + folder.resolve("canary"));
        Files.writeString(folder.resolve("main.py"), "print(1)\n");
        git("add", "main.py");
        git("-c", "user.name=jane", "-c", "user.email=jane@example.org", "commit", "-q", "-m", "first");
        git("remote", "add", "origin", "https://jane:secret@git.example.org/lang.git");

        var clean = reader().of(folder).git().orElseThrow();
        assertThat(clean.isDirty()).isFalse();
        assertThat(clean.branch()).contains("work");
        assertThat(clean.remote()).contains("https://git.example.org/lang.git");
        assertThat(clean.commit()).matches("[0-9a-f]{40}");

        Files.writeString(folder.resolve("main.py"), "print(2)\n");
        Files.writeString(folder.resolve("new.py"), "");
        var dirty = reader().of(folder).git().orElseThrow();
        assertThat(dirty.isDirty()).isTrue();
        assertThat(dirty.diff()).contains("-print(1)\n+print(2)\n");
        assertThat(dirty.untracked()).containsExactly("new.py");
        assertThat(folder.resolve("canary")).doesNotExist();
    }

    @Test
    void aPlainFolderHasNoGit() {
        var provenance = reader().of(folder);

        assertThat(provenance.git()).isEmpty();
        assertThat(provenance.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(provenance.host()).isNotBlank();
        assertThat(provenance.environment().string("neroman")).isEqualTo("1.2.3");
        assertThat(provenance.environment().string("VIRTUAL_ENV")).isEqualTo("/venv");
        assertThat(provenance.environment().has("SECRET")).isFalse();
    }

    @Test
    void withoutGitThereIsNothingToTell() {
        var reader = new ProvenanceReader(
                (argv, limit) -> {
                    throw new IOException("no such program");
                },
                Map.of(),
                "1");

        assertThat(reader.of(folder).git()).isEmpty();
    }

    @Test
    void equalOnesHaveOneDigest() {
        var git = new GitState("c", Optional.empty(), Optional.empty(), "", List.of());
        var one = new Provenance("jane", "laptop", Optional.of(git), JsonObject.of("java", "17"));
        var same = new Provenance("jane", "laptop", Optional.of(git), JsonObject.of("java", "17"));

        assertThat(one.digest()).isEqualTo(same.digest());
        assertThat(one.digest()).isNotEqualTo(Provenance.UNKNOWN.digest());
        assertThat(GitReader.withoutPassword("git@host:lang")).isEqualTo("git@host:lang");
    }

    private static ProvenanceReader reader() {
        return new ProvenanceReader(new SystemCommandRunner(), Map.of("VIRTUAL_ENV", "/venv", "SECRET", "x"), "1.2.3");
    }

    private void git(String... words) throws Exception {
        var argv = new ArrayList<>(List.of("git", "-C", folder.toString()));
        argv.addAll(List.of(words));
        var result = new SystemCommandRunner().run(argv, LIMIT);
        assertThat(result.succeeded()).as(result.complaint()).isTrue();
    }
}
