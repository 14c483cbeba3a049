package org.neronet.kid.report;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.neronet.common.event.Event;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.common.wire.Seal;

/** One TCP connection to mum, from the handshake to her goodbye. Never blocks. Owned by the selector's thread. */
final class MumConnection implements Closeable {
    /** Sent in one go at most, bytes, so that one attempt does not hold up the others. */
    private static final int BURST = 1 << 20;

    private static final int READ_SIZE = 16 << 10;

    private record Seals(Seal out, Seal in) {}

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Login login;
    private final Delivery delivery;
    private final Consumer<Event.RuleFired> orders;
    private final byte[] hello;
    private final FrameBuffer incoming = new FrameBuffer(KidHandshake.MAX_UNPROVEN);
    private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
    private Optional<Seals> seals = Optional.empty();
    private boolean welcome;
    private boolean goodbye;

    /**
     * @param orders hears how mum wants the program ended
     * @param attachment what the selector's owner finds at the key when the connection is ready for something
     */
    MumConnection(
            Selector selector,
            InetSocketAddress address,
            Login login,
            Delivery delivery,
            Consumer<Event.RuleFired> orders,
            Runnable attachment)
            throws IOException {
        this.login = login;
        this.delivery = delivery;
        this.orders = orders;
        hello = KidHandshake.hello(login.attempt());
        outgoing.add(FrameBuffer.frame(hello));
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            boolean connected = channel.connect(address);
            key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, attachment);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether mum has proved herself and said what she has. */
    boolean isWelcome() {
        return welcome;
    }

    boolean isGoodbye() {
        return goodbye;
    }

    /**
     * Does what can be done now.
     *
     * @return whether mum was heard
     * @throws IOException when the connection is of no more use
     */
    boolean advance() throws IOException {
        if (channel.isConnectionPending() && !channel.finishConnect()) {
            return false;
        }
        boolean heard = receive();
        if (!goodbye) {
            send();
        }
        return heard;
    }

    private boolean receive() throws IOException {
        var buffer = ByteBuffer.allocate(READ_SIZE);
        int count = channel.read(buffer);
        if (count > 0) {
            incoming.fill(buffer.flip());
            for (var frame = incoming.next(); frame.isPresent(); frame = incoming.next()) {
                accept(frame.get());
            }
        }
        if (count < 0 && !goodbye) {
            throw new IOException("mum closed the connection");
        }
        return count > 0;
    }

    private void accept(byte[] frame) throws IOException {
        if (seals.isEmpty()) {
            var handshake = KidHandshake.check(login.secret(), hello, frame);
            outgoing.add(FrameBuffer.frame(handshake.kidProof()));
            seals = Optional.of(new Seals(handshake.kidToMum(), handshake.mumToKid()));
            incoming.limit(KidHandshake.MAX_PROVEN);
            return;
        }
        var message = KidMessage.read(seals.get().in().open(frame));
        if (message instanceof KidMessage.Stored stored) {
            delivery.stored(stored);
            welcome = true;
        } else if (message instanceof KidMessage.Goodbye) {
            goodbye = true;
        } else if (message instanceof KidMessage.Order order) {
            obey(order.fired());
        } else {
            throw new IOException("mum sent a message that only kids send");
        }
    }

    private void obey(Event.RuleFired fired) throws IOException {
        if (!fired.key().equals(login.attempt())) {
            throw new IOException("mum sent an order for " + fired.key());
        }
        orders.accept(fired);
    }

    private void send() throws IOException {
        int left = BURST;
        while (left > 0 && (!outgoing.isEmpty() || fetch())) {
            left -= channel.write(outgoing.element());
            if (outgoing.element().hasRemaining()) {
                break;
            }
            outgoing.remove();
        }
        boolean more = left <= 0 || !outgoing.isEmpty();
        key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean fetch() throws IOException {
        if (!welcome) {
            return false;
        }
        var message = delivery.next();
        message.ifPresent(
                m -> outgoing.add(FrameBuffer.frame(seals.orElseThrow().out().close(KidMessage.write(m)))));
        return message.isPresent();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
