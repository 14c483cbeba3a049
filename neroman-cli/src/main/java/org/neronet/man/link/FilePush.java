package org.neronet.man.link;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts mum's files on a cluster by one command, so by one login. Their names travel on its stdin: no process but the
 * JVMs keeps them among its arguments. Whatever arrives is checked by size and renamed; pushing twice is harmless.
 */
final class FilePush {
    private static final Logger LOG = LoggerFactory.getLogger(FilePush.class);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Words: root or nothing, sha, nonce, sum of the sizes, sizes. Stdin: a line of names, then all contents. */
    private static final String SCRIPT = "umask 077; d=${1:-$HOME/.neronet}/lib/$2; p=$d/part.$3; t=$4; shift 4; "
            + "mkdir -p \"$d\" && IFS= read -r names || exit 3; at=1; s=4; "
            + "if cat > \"$p\" && [ $(wc -c < \"$p\") -eq $t ]; then s=0; for n in $names; do "
            + "if tail -c +$at \"$p\" | head -c $1 > \"$p.x\" && [ $(wc -c < \"$p.x\") -eq $1 ] "
            + "&& mv -f \"$p.x\" \"$d/$n\"; then at=$((at + $1)); shift; else s=5; break; fi; done; fi; "
            + "rm -f \"$p\" \"$p.x\"; exit $s";

    private final ClusterJars jars;

    FilePush(ClusterJars jars) {
        this.jars = jars;
    }

    /** @throws NeronetException (connection) when they are not there afterwards */
    void send(Link link, String cluster, Optional<Path> root) {
        var process = link.exec(MumBootstrap.command(SCRIPT, words(root)));
        try (var limit = Watchdog.over(process, LIMIT)) {
            var complaints = OutputTail.follow(process.err(), "push-stderr");
            OutputTail.follow(process.out(), "push-stdout");
            write(process.in());
            int exit = process.waitFor();
            if (exit != 0) {
                var why = limit.fired() ? "it took over " + LIMIT.toMinutes() + " min" : complaints.lastLines();
                throw link.diagnose(exit, complaints.text()).orElse(fault(cluster, exit, why));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeronetException(ExitCode.INTERRUPTED, "interrupted", null, e);
        } finally {
            process.close();
        }
    }

    private List<String> words(Optional<Path> root) {
        var sizes = jars.files().values().stream().map(bytes -> bytes.length).toList();
        var words = new ArrayList<>(List.of(
                root.map(Path::toString).orElse(""),
                jars.sha(),
                UUID.randomUUID().toString(),
                String.valueOf(sizes.stream().mapToInt(size -> size).sum())));
        sizes.forEach(size -> words.add(size.toString()));
        return words;
    }

    /** Closing the stream is its end; a command that left early is told by its exit code. */
    private void write(OutputStream in) {
        try (var out = new BufferedOutputStream(in, 32 << 10)) {
            out.write((String.join(" ", jars.files().keySet()) + "\n").getBytes(StandardCharsets.US_ASCII));
            for (var content : jars.files().values()) {
                out.write(content);
            }
        } catch (IOException e) {
            LOG.info("the push broke off: {}", e.getMessage());
        }
    }

    private static NeronetException fault(String cluster, int exit, String why) {
        return new NeronetException(
                ExitCode.CONNECTION,
                "cannot put mum's files on " + cluster + " (" + exit + "): " + why,
                "check there that ~/.neronet is writable and that the quota is not used up");
    }
}
