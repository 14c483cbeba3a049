package org.neronet.man.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Owner;
import org.neronet.man.config.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to a cluster's mum: to a gateway, and through it to another one if she runs there. */
public final class MumWay {
    private static final Logger LOG = LoggerFactory.getLogger(MumWay.class);
    /** A mum may move while we are on our way to her, though not again and again. */
    private static final int MAX_HOPS = 3;

    private final MumBootstrap bootstrap;

    /** @param jars put on the gateway if they are missing there */
    public MumWay(ClusterJars jars) {
        this.bootstrap = new MumBootstrap(jars);
    }

    /**
     * Where mum was found.
     *
     * @param link the one that leads to her host; closing it closes those it goes through
     * @param process the attached command behind its magic line: frames follow
     */
    public record Found(Link link, RemoteProcess process) {}

    /**
     * Attaches to the mum of a cluster.
     *
     * @param link to a gateway; it belongs to the caller until this returns, then to what is returned
     * @param root mum's root folder there, absolute; empty means {@code ~/.neronet}
     * @throws NeronetException (connection, or what mum's fault says)
     */
    public Found go(Link link, Cluster cluster, Optional<Path> root) {
        var attachment = bootstrap.connect(link, cluster, root);
        var at = link;
        for (int hop = 0; attachment instanceof Attachment.Elsewhere elsewhere; hop++) {
            if (hop == MAX_HOPS) {
                close(at, link);
                throw unreachable(elsewhere.owner(), "it sends us on again and again", null);
            }
            var next = hop(at, elsewhere.owner());
            attachment = connect(next, cluster, root, elsewhere.owner());
            at = next;
        }
        return new Found(at, ((Attachment.Here) attachment).process());
    }

    private static Link hop(Link link, Owner owner) {
        LOG.info("mum for {} runs on {}; going there from {}", owner.queue(), owner.host(), link.describe());
        try {
            return link.to(owner.host());
        } catch (NeronetException e) {
            throw unreachable(owner, e);
        }
    }

    private Attachment connect(Link link, Cluster cluster, Optional<Path> root, Owner owner) {
        try {
            return bootstrap.connect(link, cluster, root);
        } catch (NeronetException e) {
            link.close();
            throw e.code() == ExitCode.CONNECTION ? unreachable(owner, e) : e;
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static void close(Link last, Link first) {
        if (last != first) {
            last.close();
        }
    }

    private static NeronetException unreachable(Owner owner, NeronetException cause) {
        var fault = unreachable(owner, cause.getMessage(), cause);
        return cause.isLasting() ? fault.asLasting() : fault;
    }

    private static NeronetException unreachable(Owner owner, String why, Throwable cause) {
        var left = owner.left().plus(Duration.ofSeconds(1)).toSeconds();
        return new NeronetException(
                ExitCode.CONNECTION,
                "mum for queue " + owner.queue() + " runs on " + owner.host() + ", which cannot be reached: " + why,
                "she was last heard of " + owner.silent().toSeconds() + " s ago; if she stays silent, another gateway"
                        + " takes over in " + left + " s: try again then",
                cause);
    }
}
