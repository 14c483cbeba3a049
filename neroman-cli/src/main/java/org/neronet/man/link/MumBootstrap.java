package org.neronet.man.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.ShellWords;
import org.neronet.common.wire.Magic;
import org.neronet.man.config.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attaches to mum over a link, and puts her files there first when they are missing. */
final class MumBootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(MumBootstrap.class);

    private static final Duration EXIT = Duration.ofSeconds(5);

    /** Words: root or nothing, sha, then what {@code start} is to do. */
    private static final String ATTACH = "s=${1:-$HOME/.neronet}/lib/$2/start; shift 2; "
            + "if [ -f \"$s\" ]; then exec sh \"$s\" \"$@\"; else echo " + Magic.MISSING + "; fi";

    private final ClusterJars jars;

    MumBootstrap(ClusterJars jars) {
        this.jars = jars;
    }

    /**
     * Attaches to the mum of a cluster.
     *
     * @param root mum's root folder there, absolute; empty means {@code ~/.neronet}
     * @return the attached command, or whom to go to
     * @throws NeronetException (connection, or what mum's fault says)
     */
    Attachment connect(Link link, Cluster cluster, Optional<Path> root) {
        var command = command(ATTACH, attachWords(cluster, root));
        try {
            var attached = attach(link, cluster, command);
            if (attached.isEmpty()) {
                LOG.info("putting mum's files on {}", link.describe());
                new FilePush(jars).send(link, cluster.name(), root);
                attached = attach(link, cluster, command);
            }
            return attached.orElseThrow(() -> fault(cluster, "her files vanished while she was to start"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeronetException(ExitCode.INTERRUPTED, "interrupted", null, e);
        }
    }

    private List<String> attachWords(Cluster cluster, Optional<Path> root) {
        var words = new ArrayList<>(List.of(root.map(Path::toString).orElse(""), jars.sha()));
        cluster.java().ifPresent(java -> words.addAll(List.of("--java", java)));
        words.addAll(List.of("attach", cluster.settings().queueWord()));
        root.ifPresent(folder -> words.addAll(List.of("--root", folder.toString())));
        return words;
    }

    /**
     * A command line for whatever login shell there is, csh and fish included: the script in single quotes, without
     * backslash, exclamation mark or newline, and its words as arguments.
     */
    static String command(String script, List<String> words) {
        for (var word : words) {
            if (word.chars().anyMatch(c -> c < ' ' || c == '\\')) {
                throw new NeronetException(
                        ExitCode.USAGE,
                        "a path for the cluster holds a control character or a backslash: "
                                + word.replaceAll("\\p{Cntrl}", "?"),
                        "choose another folder or java: in clusters.yaml");
            }
        }
        return "exec /bin/sh -c " + ShellWords.quote(script) + " neronet " + ShellWords.quoteAll(words);
    }

    /** The attached command; empty when the files are missing. */
    private static Optional<Attachment> attach(Link link, Cluster cluster, String command) throws InterruptedException {
        var process = link.exec(command);
        boolean attached = false;
        var said = new AtomicReference<>("");
        Optional<Attachment> result = Optional.empty();
        try {
            var complaints = OutputTail.follow(process.err(), "mum-stderr");
            var greeting = Greeting.await(process.out(), link.patience(), said::set);
            switch (greeting.kind()) {
                case READY -> {
                    attached = true;
                    result = Optional.of(new Attachment.Here(process));
                }
                case OWNER ->
                    result = Optional.of(
                            new Attachment.Elsewhere(greeting.owner().orElseThrow()));
                case FAULT -> throw greeting.fault().orElseThrow();
                case ENDED -> throw ended(link, cluster, process, complaints);
                case LATE -> throw late(link, cluster, said.get(), complaints);
                case MISSING -> LOG.info("{} has not got mum's files yet", link.describe());
            }
            return result;
        } finally {
            if (!attached) {
                process.close();
            }
        }
    }

    private static NeronetException late(Link link, Cluster cluster, String said, OutputTail complaints)
            throws InterruptedException {
        var waited = link.patience().toSeconds();
        return fault(
                cluster,
                said.isEmpty()
                        ? "no answer within " + waited + " s: " + complaints.lastLines()
                        : "no news for " + waited + " s; the last was: " + said);
    }

    private static NeronetException ended(Link link, Cluster cluster, RemoteProcess process, OutputTail complaints)
            throws InterruptedException {
        try (var limit = Watchdog.over(process, EXIT)) {
            int exit = process.waitFor();
            var how = limit.fired() ? "closed its output" : "ended with " + exit;
            return link.diagnose(exit, complaints.text())
                    .orElse(fault(cluster, "the command there " + how + ": " + complaints.lastLines()));
        }
    }

    private static NeronetException fault(Cluster cluster, String what) {
        return new NeronetException(
                ExitCode.CONNECTION,
                "cannot attach to mum on " + cluster.name() + ": " + what,
                "log in there by hand and see that this works: sh -c 'echo hello'");
    }
}
