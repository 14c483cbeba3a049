package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.link.ClusterJars;
import org.neronet.man.link.Link;
import org.neronet.man.link.Links;
import org.neronet.man.link.MumConnection;
import org.neronet.man.link.MumHello;
import org.neronet.man.link.MumWay;

/** Opens conversations over links: the way to real mums. */
public final class LinkedMums implements MumOpener {
    private final Links links;
    private final NeronetHome home;
    private final String version;

    /** @param version this neroman's, told to mum */
    public LinkedMums(Links links, NeronetHome home, String version) {
        this.links = links;
        this.home = home;
        this.version = version;
    }

    @Override
    public MumLine open(Cluster cluster) {
        var link = links.open(cluster);
        try {
            var root = cluster.isLocal() ? Optional.of(home.root()) : Optional.<Path>empty();
            return talk(new MumWay(ClusterJars.carried()).go(link, cluster, root), cluster);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private MumLine talk(MumWay.Found found, Cluster cluster) {
        try {
            var connection =
                    MumConnection.open(found.process(), cluster.name(), home.homeId(), cluster.settings(), version);
            return new Line(found.link(), connection);
        } catch (RuntimeException e) {
            found.link().close();
            throw e;
        }
    }

    private record Line(Link link, MumConnection connection) implements MumLine {
        @Override
        public MumHello hello() {
            return connection.hello();
        }

        @Override
        public boolean isOpen() {
            return connection.isOpen();
        }

        @Override
        public JsonObject call(Call call, JsonObject fields, Duration limit) {
            return connection.call(call, fields, limit);
        }

        @Override
        public JsonObject callWithChunks(Call call, JsonObject fields, Duration limit, OutputStream sink)
                throws IOException {
            return connection.callWithChunks(call, fields, limit, sink);
        }

        @Override
        public void putBlob(String sha256, Path file, LongConsumer progress) throws IOException {
            connection.putBlob(sha256, file, progress);
        }

        @Override
        public void close() {
            connection.close();
            link.close();
        }
    }
}
