package org.neronet.mum;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has cron start mum again where a site kills daemons, for users who ask for it: every five minutes a script looks at her
 * lease and starts her when it is old. The block goes when it is no longer wanted, and when mum leaves because there is
 * nothing to do. Safe for threads.
 */
final class Keepalive {
    private static final Logger LOG = LoggerFactory.getLogger(Keepalive.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> PROGRAMS = List.of("crontab", "scrontab");

    private final Site site;
    private final StateFolder state;
    private final String type;
    /** What was done last; empty before the first settings, because an earlier mum may have left a block. */
    private Optional<ClusterLimits> heard = Optional.empty();

    private Optional<String> trouble = Optional.empty();

    Keepalive(Site site, StateFolder state, String type) {
        this.site = site;
        this.state = state;
        this.type = type;
    }

    /** Does what the settings say; what goes wrong is told by {@link #warnings}. */
    synchronized void hear(ClusterSettings settings) {
        var wanted = settings.limits().keepalive().filter(PROGRAMS::contains);
        if (heard.equals(Optional.of(settings.limits())) && trouble.isEmpty()) {
            return;
        }
        trouble = Optional.empty();
        noted().filter(before -> !wanted.equals(Optional.of(before))).ifPresent(this::remove);
        wanted.ifPresent(this::install);
        heard = Optional.of(settings.limits());
    }

    /** Nobody needs mum any more. */
    synchronized void remove() {
        noted().ifPresent(this::remove);
        heard = Optional.empty();
    }

    synchronized List<String> warnings() {
        return trouble.stream().map(text -> "keepalive: " + text).toList();
    }

    /** In which table the block stands, as an earlier mum noted it as well. */
    private Optional<String> noted() {
        try {
            return StateFile.bytes(note())
                    .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                    .filter(PROGRAMS::contains);
        } catch (IOException e) {
            fail("cannot read " + note() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void install(String table) {
        try {
            AtomicFile.write(script(), text().getBytes(StandardCharsets.UTF_8), "rwx------");
            AtomicFile.write(note(), table + "\n");
            edit(table, lines(table));
        } catch (IOException | IllegalStateException e) {
            fail(table + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove(String table) {
        try {
            edit(table, List.of());
            Files.deleteIfExists(note());
            Files.deleteIfExists(script());
        } catch (IOException | IllegalStateException e) {
            fail(table + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(String text) {
        LOG.warn("keepalive: {}", text);
        trouble = Optional.of(text);
    }

    private Path note() {
        return state.path().resolve("keepalive");
    }

    private Path script() {
        return state.path().resolve("keepalive.sh");
    }

    /** Cron makes a new line of {@code %}. A job of Slurm's cron would leave a file for each run. */
    private List<String> lines(String table) {
        var lines = new ArrayList<String>();
        if (table.equals("scrontab")) {
            lines.add("#SCRON --output=/dev/null --job-name=neronet-keepalive");
        }
        lines.add("*/5 * * * * sh " + quoted(script().toString()).replace("%", "\\%") + " >/dev/null 2>&1");
        return lines;
    }

    private void edit(String program, List<String> lines) throws IOException, InterruptedException {
        var before = table(program);
        var after = KeepaliveTable.with(before, state.path().toString(), lines);
        if (!after.equals(before)) {
            var file = state.path().resolve("keepalive.table");
            AtomicFile.write(file, after.getBytes(StandardCharsets.UTF_8), "rw-------");
            var result = site.runner().run(List.of(program, file.toString()), LIMIT);
            Files.deleteIfExists(file);
            if (!result.succeeded()) {
                throw new IllegalStateException(result.timedOut() ? "timed out" : result.complaint());
            }
        }
    }

    /** What cannot be read is not written either: it would be lost. */
    private String table(String program) throws IOException, InterruptedException {
        var result = site.runner().run(List.of(program, "-l"), LIMIT);
        if (result.succeeded()) {
            return result.out();
        } else if (!result.timedOut() && result.err().contains("no crontab for")) {
            return "";
        }
        throw new IllegalStateException(result.timedOut() ? "timed out" : result.complaint());
    }

    /** Cron's environment lacks what the login has, so what names programs and clusters is written down. */
    private String text() {
        var script = new StringBuilder("#!/bin/sh\n# Starts Neronet's daemon again; clusters.yaml says keepalive.\n");
        script.append("[ -z \"$(find ")
                .append(quoted(state.lease().toString()))
                .append(" -mmin -2 2>/dev/null)\" ] || exit 0\n");
        new TreeMap<>(site.environment()).forEach((name, value) -> {
            if (name.matches(
                    "PATH|HOME|USER|LOGNAME|LANG|LD_LIBRARY_PATH|SLURM_CONF|SGE_[A-Z_]+|NERONET_USER_[A-Z_]+")) {
                script.append("export ")
                        .append(name)
                        .append('=')
                        .append(quoted(value))
                        .append('\n');
            }
        });
        script.append("exec sh ").append(quoted(site.lib().resolve("start").toString()));
        script.append(" --java ").append(quoted(site.java().toString()));
        script.append(" daemon ")
                .append(quoted(type))
                .append(" --root ")
                .append(quoted(site.root().toString()));
        return script.append('\n').toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
