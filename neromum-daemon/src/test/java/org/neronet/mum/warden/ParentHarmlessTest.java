package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program finds the same around it, and leaves the same behind, bare and under the real script, whatever its kid does. */
class ParentHarmlessTest {
    /** All that a program can tell of how it was started; it runs long enough for a kid to come. */
    private static final String PROGRAM = """
            sleep 0.6
            env | LC_ALL=C sort
            umask
            ulimit -a
            grep -E '^(Sig(Q|P|B|I|C)|ShdPnd|Cap|Groups|Seccomp|NoNewPrivs|Cpus_allowed_list|Threads|Umask)' /proc/self/status
            readlink /proc/self/fd/0
            cat /proc/self/oom_score_adj
            ps -o ni=,cls=,pri= -p $$
            pwd | sed 's|.*/||'
            printf 'bytes \\001\\377\\n'
            echo oops >&2
            exit 37
            """;

    private static final String DOCUMENTED = "(NERONET_[A-Z_]+|PATH|PYTHONPATH|PYTHONUNBUFFERED|PWD|OLDPWD|SHLVL|_)=.*";

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "dash, ''",
        "bash, ''",
        "dash, exec sleep 60",
        "bash, exec sleep 60",
        "dash, kill -KILL $$",
        "bash, kill -KILL $$",
        "bash, exit 1"
    })
    void itRunsAsItWouldAlone(String shell, String kid) throws Exception {
        var rig = ParentRig.under(shell, temp);
        if (!kid.isEmpty()) {
            rig.withJava("echo $$ >>kids; " + kid);
        }
        rig.lay(Plans.of(7, "sh", "-c", PROGRAM));
        var environment = Map.of("HERS", "it's\n$HOME", "LC_CTYPE", "C.UTF-8");

        int code = rig.await(rig.start(environment));

        var bare = bare(environment);
        assertThat(code).as(rig::state).isEqualTo(37).isEqualTo(bare);
        assertThat(told(rig.attempt.root().resolve("stdout"))).isEqualTo(told(temp.resolve("stdout")));
        assertThat(rig.attempt.root().resolve("stderr")).hasSameBinaryContentAs(temp.resolve("stderr"));
        assertThat(Files.exists(rig.attempt.root().resolve("kids"))).isEqualTo(!kid.isEmpty());
    }

    /** As a batch system starts it: a session of its own, nothing on stdin, output in files. */
    private int bare(Map<String, String> environment) throws IOException, InterruptedException {
        var work = Files.createDirectory(temp.resolve("work"));
        var words = List.of(
                "env",
                "--default-signal",
                "setsid",
                "--wait",
                "sh",
                "-c",
                "umask 0027; exec sh -c \"$1\"",
                "sh",
                PROGRAM);
        var builder = new ProcessBuilder(words).directory(work.toFile());
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(temp.resolve("stdout").toFile());
        builder.redirectError(temp.resolve("stderr").toFile());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Without the variables that the manual names. */
    private static List<String> told(Path file) throws IOException {
        return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.matches(DOCUMENTED))
                .toList();
    }
}
