package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.neronet.common.testing.Await;

/**
 * An {@code sbatch} in front of the real one on the path of a mum of this machine. It goes wrong once in the way it is told,
 * and then is honest.
 */
record UnsteadySbatch(Lab lab, Path folder) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SCRIPT = """
            #!/bin/sh
            # Only a submission goes wrong.
            [ "$1" != --version ] || exec /usr/bin/sbatch "$@"
            here=${0%/*} way=honest
            if mv "$here/way" "$here/taken" 2>/dev/null; then read -r way <"$here/taken"; fi
            say() { echo "sbatch: error: Batch job submission failed: $1" >&2; exit 1; }
            case $way in
                fails) /usr/bin/sbatch "$@" >/dev/null && say 'Socket timed out on send/recv operation' ;;
                silent) exec /usr/bin/sbatch "$@" >/dev/null ;;
                noise)
                    echo 'Welcome to triton, your account 7 is fine'
                    echo 'sbatch: warning: slurm is temporarily unable to accept job, sleeping and retrying' >&2
                    exec /usr/bin/sbatch "$@" ;;
                twice) /usr/bin/sbatch "$@" >/dev/null && exec /usr/bin/sbatch "$@" ;;
                hangs) /usr/bin/sbatch "$@" >/dev/null && exec sleep 600 ;;
                lost) say 'Unable to contact slurm controller (connect failure)' ;;
                late)
                    (sleep 120 && /usr/bin/sbatch --wait "$@" && : >"$here/late") </dev/null >/dev/null 2>&1 &
                    say 'Unable to contact slurm controller (receive failure)' ;;
                honest) exec /usr/bin/sbatch "$@" ;;
            esac
            """;

    static UnsteadySbatch make(Lab lab) {
        try {
            var folder = lab.stage().privateFolder("unsteady");
            var sbatch = folder.resolve("sbatch");
            lab.stage().write(sbatch, SCRIPT);
            Files.setPosixFilePermissions(sbatch, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new UnsteadySbatch(lab, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a neroman whose mum finds it first. */
    Map<String, String> variables() {
        return Map.of(
                "PATH", folder + ":/usr/local/bin:/usr/bin:/bin:" + Path.of(System.getProperty("java.home"), "bin"));
    }

    /** Submits experiments while it goes wrong in that way; returns when it did. */
    List<Long> submit(Neroman neroman, String way, int experiments) {
        var name = way + "-" + System.nanoTime();
        var ids = neroman.add(Ticks.trivial(lab, name, experiments).folder());
        lab.stage().write(folder.resolve("way"), way + "\n");
        neroman.run("submit", "here", ids.get(0) + "-" + ids.get(experiments - 1))
                .ok();
        Await.until(LIMIT, () -> way + " was not asked for", () -> Files.notExists(folder.resolve("way")));
        return ids;
    }

    /** Whether the job that came late has been there. */
    boolean wasLate() {
        return Files.exists(folder.resolve("late"));
    }
}
