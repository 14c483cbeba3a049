package org.neronet.man.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.u2f.SecurityKeyPublicKey;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Speaks to the ssh-agent over its Unix socket, and shows only the keys that can be used and are wanted. */
final class AgentClient extends AbstractAgentProxy {
    private static final int MAX_ANSWER = 1 << 20;

    private final SocketChannel channel;
    private final KeyTrial trial;

    /** @throws IOException when no agent listens there */
    AgentClient(Path socket, KeyTrial trial) throws IOException {
        super(null);
        this.trial = trial;
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() {
        var usable = new ArrayList<Map.Entry<PublicKey, String>>();
        try {
            for (var identity : super.getIdentities()) {
                if (trial.wants(identity.getKey(), identity.getValue())) {
                    usable.add(identity);
                }
            }
        } catch (IOException | RuntimeException e) {
            // An agent that is locked or ill must not keep the key files from being tried.
            trial.agentFailed(e);
        }
        return List.copyOf(usable);
    }

    /** Certificates and keys on tokens need signatures that MINA does not make. */
    static boolean isUsable(PublicKey key) {
        return !(key instanceof OpenSshCertificate) && !(key instanceof SecurityKeyPublicKey);
    }

    @Override
    protected synchronized Buffer request(Buffer request) throws IOException {
        var out = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
        while (out.hasRemaining()) {
            channel.write(out);
        }
        int length = read(4).getInt();
        if (length < 1 || length > MAX_ANSWER) {
            throw new IOException("the agent answers with " + length + " bytes");
        }
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the agent left");
            }
        }
        return bytes.flip();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        super.close();
    }
}
