package org.neronet.kid.report;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.neronet.common.event.Event;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;

/** Many short connections of one kid, each with its two ends in one thread; mum's end says whatever the test wants. */
final class HostileMum implements Closeable {
    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final String CLOSED = "mum closed the connection";

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final Login login;
    private final Delivery delivery;
    private final Consumer<Event.RuleFired> orders;
    private MumConnection kid;
    private SocketChannel side;
    private FrameBuffer heard;

    HostileMum(Login login, Delivery delivery, Consumer<Event.RuleFired> orders) throws IOException {
        this.login = login;
        this.delivery = delivery;
        this.orders = orders;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        meet();
    }

    /** Leaves without a trace and waits for the kid's next connection. */
    void meet() throws IOException {
        if (kid != null) {
            side.close();
            kid.close();
            delivery.disconnected();
            selector.selectNow();
        }
        var here = (InetSocketAddress) listener.getLocalAddress();
        kid = new MumConnection(selector, here, login, delivery, orders, () -> {});
        side = listener.accept();
        side.configureBlocking(false);
        side.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Thousands of closed connections would use up this host's ports.
        side.setOption(StandardSocketOptions.SO_LINGER, 0);
        heard = new FrameBuffer(KidHandshake.MAX_UNPROVEN);
    }

    /** Her side of the handshake up to the challenge that is to be said next. */
    KidHandshake handshake() throws IOException {
        return KidHandshake.answer(login.secret(), hear(), 1);
    }

    /** Both proofs, as the real mum does it. */
    KidHandshake prove() throws IOException {
        var handshake = handshake();
        say(handshake.challenge());
        if (!handshake.isKid(hear())) {
            throw new AssertionError("not the kid");
        }
        return handshake;
    }

    void say(byte[] payload) throws IOException {
        sayRaw(FrameBuffer.frame(payload).array());
    }

    void sayRaw(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        for (long begun = System.nanoTime(); buffer.hasRemaining(); check(begun)) {
            side.write(buffer);
            if (buffer.hasRemaining()) {
                kid.advance();
            }
        }
    }

    /**
     * Has the kid hear all that was said, and the end of the connection after it.
     *
     * @throws IOException when it refused something of it
     */
    void end() throws IOException {
        side.shutdownOutput();
        try {
            for (long begun = System.nanoTime(); ; check(begun)) {
                kid.advance();
            }
        } catch (IOException e) {
            if (!CLOSED.equals(e.getMessage())) {
                throw e;
            }
        }
    }

    private byte[] hear() throws IOException {
        var buffer = ByteBuffer.allocate(4096);
        for (long begun = System.nanoTime(); ; check(begun)) {
            kid.advance();
            side.read(buffer);
            heard.fill(buffer.flip());
            buffer.clear();
            var frame = heard.next();
            if (frame.isPresent()) {
                return frame.get();
            }
        }
    }

    private static void check(long begun) {
        if (System.nanoTime() - begun > LIMIT_NANOS) {
            throw new AssertionError("the kid does not go on");
        }
    }

    @Override
    public void close() throws IOException {
        side.close();
        kid.close();
        listener.close();
        selector.close();
    }
}
