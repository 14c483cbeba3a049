package org.neronet.man.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Through a jump host. MINA can only connect to a TCP port, so there is one on the loopback interface for the moment
 * of connecting; it takes the connection of this very client and no other, and is closed before a byte flows.
 */
record JumpRoute(ClientSession jump, LoginAddress jumpAddress) implements MinaRoute {
    private static final Logger LOG = LoggerFactory.getLogger(JumpRoute.class);
    private static final int STRANGERS = 16;

    @Override
    public ClientSession connect(SshClient client, MinaTarget target) {
        var channel = openChannel(target);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) CONNECT.toMillis());
            var port = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
            var connecting = client.connect(target.config().user(), port);
            joinFirst(server, connecting, channel);
            return connecting.getSession();
        } catch (IOException e) {
            channel.close(true);
            throw MinaFaults.ofConnect(e, target.faults());
        }
    }

    private ChannelDirectTcpip openChannel(MinaTarget target) {
        try {
            var there = new SshdSocketAddress(
                    target.config().hostName(), target.config().port());
            var channel = jump.createDirectTcpipChannel(new SshdSocketAddress("127.0.0.1", 0), there);
            channel.open().verify(CONNECT);
            return channel;
        } catch (IOException e) {
            throw target.faults().jumpFailed(jumpAddress, e);
        }
    }

    private static void joinFirst(ServerSocket server, ConnectFuture connecting, ChannelDirectTcpip channel)
            throws IOException {
        for (int i = 0; i < STRANGERS; i++) {
            var socket = server.accept();
            var own = connecting.verify(CONNECT).getSession().getIoSession().getLocalAddress();
            if (socket.getRemoteSocketAddress().equals(own)) {
                join(socket, channel);
                return;
            }
            LOG.warn("somebody else connected to the port for the jump host; turned away");
            socket.close();
        }
        throw new IOException("others keep taking the local port for the jump host");
    }

    private static void join(Socket socket, ChannelDirectTcpip channel) throws IOException {
        pump("jump-out", socket.getInputStream(), channel.getInvertedIn(), socket, channel);
        pump("jump-in", channel.getInvertedOut(), socket.getOutputStream(), socket, channel);
    }

    /** Copies until one side ends, and then ends both, since SSH connections are never half closed. */
    private static void pump(
            String name, InputStream from, OutputStream to, Socket socket, ChannelDirectTcpip channel) {
        var thread = new Thread(
                () -> {
                    var buffer = new byte[32 << 10];
                    try (socket) {
                        for (int n; (n = from.read(buffer)) >= 0; ) {
                            to.write(buffer, 0, n);
                            to.flush();
                        }
                    } catch (IOException e) {
                        LOG.debug("{} ends: {}", name, e.getMessage());
                    } finally {
                        channel.close(false);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
