package org.neronet.mum;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.mum.gate.DaemonEndpoint;

/** The way to a daemon that runs on this host. */
final class DaemonDoor {
    private final Path endpoint;
    private final Host host;

    DaemonDoor(Path endpoint, Host host) {
        this.endpoint = endpoint;
        this.host = host;
    }

    /** A daemon that answered. */
    record Open(DaemonEndpoint endpoint, SocketChannel channel) {}

    /** Connects; empty when there is no daemon here, or not yet. */
    Optional<Open> connect() throws IOException {
        var found = DaemonEndpoint.read(endpoint).filter(there -> there.host().equals(host.name()));
        if (found.isEmpty() || !isOurs(Path.of(found.get().socket()))) {
            return Optional.empty();
        }
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(found.get().socket()));
            return Optional.of(new Open(found.get(), channel));
        } catch (IOException e) {
            channel.close();
            return Optional.empty();
        }
    }

    /** Another user could have made a folder of that name after ours was swept away. */
    private static boolean isOurs(Path socket) throws IOException {
        var folder = socket.getParent();
        if (folder == null || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        PrivateFolder.check(folder);
        return true;
    }
}
