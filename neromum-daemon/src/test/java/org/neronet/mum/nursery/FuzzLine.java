package org.neronet.mum.nursery;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;

/**
 * Many conversations over one pair of sockets: what the kid's side says is given to mum's side by a call, what she
 * answers goes over the socket. Whatever she throws is how a connection ends.
 */
final class FuzzLine implements Closeable {
    private static final long LIMIT_NANOS = 20_000_000_000L;

    private final KidPort port;
    private final KidWork work;
    private final Selector selector = Selector.open();
    private final SocketChannel kidSide;
    private final SocketChannel mumSide;
    private final SelectionKey selection;
    private final ByteBuffer heard = ByteBuffer.allocate(64 << 10);
    private KidConnection connection;
    private long frames;

    FuzzLine(KidPort port, KidWork work) throws IOException {
        this.port = port;
        this.work = work;
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            kidSide = SocketChannel.open(listener.getLocalAddress());
            mumSide = listener.accept();
        }
        kidSide.configureBlocking(false);
        mumSide.configureBlocking(false);
        selection = mumSide.register(selector, SelectionKey.OP_READ);
        hangUp();
    }

    /** Forgets all and begins anew, as after a connection that ended. */
    void hangUp() throws IOException {
        int count;
        do {
            heard.clear();
            count = kidSide.read(heard);
        } while (count > 0);
        heard.clear();
        connection = new KidConnection(selection, port, work);
    }

    /** How often something was said so far. */
    long frames() {
        return frames;
    }

    void say(byte[] frame) throws IOException {
        sayRaw(FrameBuffer.frame(frame).array());
    }

    void sayRaw(byte[] bytes) throws IOException {
        frames++;
        connection.received(ByteBuffer.wrap(bytes));
    }

    /** The next frame that mum said. */
    byte[] hear() throws IOException {
        long begun = System.nanoTime();
        while (heard.position() < 4 || heard.position() < 4 + heard.getInt(0)) {
            if (kidSide.read(heard) <= 0 && System.nanoTime() - begun > LIMIT_NANOS) {
                throw new AssertionError("mum does not answer");
            }
        }
        heard.flip();
        var frame = new byte[heard.getInt()];
        heard.get(frame).compact();
        return frame;
    }

    /** Both proofs, as a real kid does it; what she says after them is passed over. */
    KidHandshake prove(AttemptKey attempt, byte[] key) throws IOException {
        var hello = KidHandshake.hello(attempt);
        say(hello);
        var handshake = KidHandshake.check(key, hello, hear());
        say(handshake.kidProof());
        return handshake;
    }

    @Override
    public void close() throws IOException {
        kidSide.close();
        mumSide.close();
        selector.close();
    }
}
