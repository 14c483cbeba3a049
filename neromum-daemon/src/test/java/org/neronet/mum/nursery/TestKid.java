package org.neronet.mum.nursery;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.common.wire.Seal;

/** The other end of mum's port: a kid that says just what the test tells it. */
final class TestKid implements Closeable {
    private static final int LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private Seal closer;
    private Seal opener;

    TestKid(int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(LIMIT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Both proofs, as a real kid does it. */
    TestKid prove(AttemptKey attempt, byte[] key) throws IOException {
        var hello = KidHandshake.hello(attempt);
        send(hello);
        var handshake = KidHandshake.check(key, hello, receive());
        send(handshake.kidProof());
        closer = handshake.kidToMum();
        opener = handshake.mumToKid();
        return this;
    }

    void say(KidMessage message) throws IOException {
        send(closer.close(KidMessage.write(message)));
    }

    KidMessage hear() throws IOException {
        return KidMessage.read(opener.open(receive()));
    }

    /** The next answer of one type, passing over others. */
    <M extends KidMessage> M hear(Class<M> type) throws IOException {
        while (true) {
            var message = hear();
            if (type.isInstance(message)) {
                return type.cast(message);
            }
        }
    }

    void send(byte[] payload) throws IOException {
        sendRaw(FrameBuffer.frame(payload).array());
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    byte[] receive() throws IOException {
        var payload = new byte[in.readInt()];
        in.readFully(payload);
        return payload;
    }

    /** Waits until mum hangs up, whatever she says before. */
    boolean isHungUp() throws IOException {
        try {
            while (true) {
                receive();
            }
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
