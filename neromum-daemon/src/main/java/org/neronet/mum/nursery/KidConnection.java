package org.neronet.mum.nursery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.common.wire.KidMessage.Goodbye;
import org.neronet.common.wire.Seal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One kid's connection, about one attempt: first the handshake, then sealed messages. Owned by "mum-kids". */
final class KidConnection {
    private static final Logger LOG = LoggerFactory.getLogger(KidConnection.class);
    private static final int MAX_UNSENT = 256 << 10;
    private static final int DEAF_SHARE = 3;

    private final SelectionKey selection;
    private final KidPort port;
    private final KidWork work;
    private final FrameBuffer incoming = new FrameBuffer(KidHandshake.MAX_UNPROVEN);
    private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
    private final KidRecords records = new KidRecords();
    private final long since = System.nanoTime();
    private long heardAt = since;
    private AttemptKey attempt;
    private boolean takesOrders;
    private boolean ordered;
    private KidHandshake handshake;
    private Seal opener;
    private Seal closer;
    private KidMessage.Exit exit;
    private int unsent;
    private long takenAt = since;

    KidConnection(SelectionKey selection, KidPort port, KidWork work) {
        this.selection = selection;
        this.port = port;
        this.work = work;
    }

    boolean isProven() {
        return opener != null;
    }

    boolean isFor(AttemptKey key) {
        return key.equals(attempt);
    }

    Optional<AttemptKey> attempt() {
        return Optional.ofNullable(attempt);
    }

    /** Whether it took longer to prove itself, or then said or took nothing for longer, than is allowed. */
    boolean isOverdue(long now, long handshakeNanos, long silenceNanos) {
        if (!isProven()) {
            return now - since > handshakeNanos;
        }
        // One that never reads may go on to be heard, a little at a time, for hours.
        boolean deaf = !outgoing.isEmpty() && now - takenAt > silenceNanos / DEAF_SHARE;
        return deaf || now - heardAt > silenceNanos;
    }

    void received(ByteBuffer bytes) throws IOException {
        heardAt = System.nanoTime();
        incoming.fill(bytes);
        for (Optional<byte[]> frame; (frame = incoming.next()).isPresent(); ) {
            if (isProven()) {
                heard(KidMessage.read(opener.open(frame.get())), frame.get().length);
            } else if (handshake == null) {
                hello(frame.get());
            } else {
                prove(frame.get());
            }
        }
    }

    private void hello(byte[] hello) throws IOException {
        attempt = KidHandshake.attemptOf(hello);
        takesOrders = KidHandshake.takesOrders(hello);
        handshake = work.answer(attempt, hello);
        send(handshake.challenge());
    }

    private void prove(byte[] proof) throws IOException {
        if (!handshake.isKid(proof)) {
            throw new IOException("somebody without the key of " + attempt + " knocked");
        }
        opener = handshake.kidToMum();
        closer = handshake.mumToKid();
        incoming.limit(KidHandshake.MAX_PROVEN);
        tellStored();
        if (work.isEnded(attempt)) {
            goodbye();
        }
    }

    private void heard(KidMessage message, int bytes) throws IOException {
        if (work.isEnded(attempt)) {
            goodbye();
            return;
        }
        if (message instanceof KidMessage.Start m) {
            work.started(attempt, m.file());
        } else if (message instanceof KidMessage.Record m) {
            record(m, bytes);
        } else if (message instanceof KidMessage.LogBytes m) {
            work.log(attempt, m.stream(), m.offset(), m.bytes());
            tellStored();
        } else if (message instanceof KidMessage.Exit m) {
            exit = m;
            tellExit();
        } else {
            throw new IOException("a kid said what only mum says");
        }
    }

    private void record(KidMessage.Record message, int bytes) throws IOException {
        if (!records.follows(message.number())) {
            throw new IOException("record " + message.number() + " of " + attempt + " came before others");
        }
        records.add(work.record(attempt, message.number(), message.event()), bytes);
        keepNext();
        listen();
    }

    private void keepNext() {
        records.next()
                .ifPresent(batch -> work.keep(batch).whenComplete((none, fault) -> port.enqueue(() -> kept(fault))));
    }

    /** The kid keeps what is not on disk and sends it again over its next connection. */
    private void kept(Throwable fault) {
        records.written();
        if (!selection.isValid()) {
            return;
        }
        try {
            if (fault != null) {
                throw new IOException("its records could not be kept: " + fault.getMessage(), fault);
            }
            heardAt = System.nanoTime();
            keepNext();
            tellStored();
            tellExit();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the connection of the kid of {} ends: {}", attempt, e.getMessage());
            port.drop(selection);
        }
    }

    private void tellExit() {
        if (exit != null && records.areKept()) {
            work.exited(attempt, exit.file());
            exit = null;
        }
    }

    private void tellStored() throws IOException {
        say(work.stored(attempt));
    }

    /** Whether this kid can be told to end its program. */
    boolean takesOrders() {
        return isProven() && takesOrders;
    }

    /** Tells the kid to end its program, once over this connection. */
    void order(Event.RuleFired fired) {
        if (ordered || !takesOrders()) {
            return;
        }
        ordered = true;
        try {
            say(new KidMessage.Order(fired));
        } catch (IOException e) {
            LOG.warn("the kid of {} is gone before its order", attempt, e);
            port.drop(selection);
        }
    }

    /** Ends the conversation: mum has everything. */
    void goodbye() {
        try {
            if (isProven()) {
                say(new Goodbye());
            }
        } catch (IOException e) {
            LOG.debug("the kid of {} is gone before the goodbye", attempt, e);
            port.drop(selection);
        }
    }

    private void say(KidMessage message) throws IOException {
        send(closer.close(KidMessage.write(message)));
    }

    private void send(byte[] payload) throws IOException {
        var frame = FrameBuffer.frame(payload);
        unsent += frame.remaining();
        if (unsent > MAX_UNSENT) {
            throw new IOException("the kid of " + attempt + " does not listen");
        }
        if (outgoing.isEmpty()) {
            takenAt = System.nanoTime();
        }
        outgoing.add(frame);
        flush();
    }

    /** Sends what the socket takes now and asks to be called again for the rest. */
    void flush() throws IOException {
        var channel = (SocketChannel) selection.channel();
        while (!outgoing.isEmpty()) {
            int taken = channel.write(outgoing.peek());
            takenAt = taken > 0 ? System.nanoTime() : takenAt;
            unsent -= taken;
            if (outgoing.peek().hasRemaining()) {
                break;
            }
            outgoing.remove();
        }
        listen();
    }

    private void listen() {
        int read = records.areMany() ? 0 : SelectionKey.OP_READ;
        selection.interestOps(outgoing.isEmpty() ? read : read | SelectionKey.OP_WRITE);
    }
}
