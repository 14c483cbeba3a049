package org.neronet.mum.gate;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.neronet.common.disk.PrivateFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Unix socket in a fresh folder on a disk of this node that only the user can enter. */
final class SocketListener implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketListener.class);
    private static final int MAX_PATH_BYTES = 100;
    private static final String PREFIX = "neronet-";
    private static final String NAME = "mum";
    private static final String PRIVATE = "rwx------";

    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel channel;

    private SocketListener(Path folder, Path socket, ServerSocketChannel channel) {
        this.folder = folder;
        this.socket = socket;
        this.channel = channel;
    }

    /** @param environment for {@code XDG_RUNTIME_DIR}, which is taken when it is the user's own and private */
    static SocketListener open(Map<String, String> environment) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE));
        var folder = Files.createTempDirectory(place(environment), PREFIX, mode);
        PrivateFolder.check(folder);
        var socket = folder.resolve(NAME);
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket), 64);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return new SocketListener(folder, socket, channel);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
            throw e;
        }
    }

    static Path place(Map<String, String> environment) throws IOException {
        var said = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (said.startsWith("/") && said.getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES - 40) {
            var folder = Path.of(said);
            if (isPrivate(folder)) {
                return folder;
            }
        }
        return Path.of("/tmp");
    }

    private static boolean isPrivate(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(folder)
                && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
                && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                        .equals(PRIVATE);
    }

    /** Removes what another process left behind: a socket alone in a folder of the user's own, and nothing else. */
    static void sweep(Path socket) {
        try {
            var folder = socket.getParent();
            if (folder != null
                    && socket.endsWith(NAME)
                    && folder.getFileName().toString().startsWith(PREFIX)
                    && isPrivate(folder)) {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            LOG.info("{} of an earlier mum stays: {}", socket, e.getMessage());
        }
    }

    Path socket() {
        return socket;
    }

    /** Waits for the next neroman. */
    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    /** Whether neromans can still find it: cleaners of temporary folders take sockets, too. */
    boolean isThere() {
        return Files.exists(socket, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }
}
