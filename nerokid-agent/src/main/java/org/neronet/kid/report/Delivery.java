package org.neronet.kid.report;

import java.io.IOException;
import java.util.Optional;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.wire.KidMessage;

/**
 * Decides what mum is told next: the start file, then records before log bytes, the exit file at last. Everything is
 * read from disk when its turn comes. Owned by one thread.
 */
public final class Delivery {
    private final AttemptFolder folder;
    private final Spool spool;
    private final LogCursor out;
    private final LogCursor err;
    private Optional<KidMessage.Exit> exit = Optional.empty();
    private Optional<SpoolCursor> records = Optional.empty();
    private long sentNumber;
    private long storedNumber;
    private boolean startSent;
    private boolean exitSent;
    private boolean errTurn;

    public Delivery(AttemptFolder folder, Spool spool) {
        this.folder = folder;
        this.spool = spool;
        out = new LogCursor(OutputStreamName.STDOUT, folder.output(OutputStreamName.STDOUT));
        err = new LogCursor(OutputStreamName.STDERR, folder.output(OutputStreamName.STDERR));
    }

    /** The program ended, all of its output has been read and is in the spool. */
    public void end(KidMessage.Exit message) {
        exit = Optional.of(message);
    }

    /** A connection is gone; the next one begins with what mum has stored. */
    void disconnected() {
        records = Optional.empty();
        startSent = false;
        exitSent = false;
    }

    /** Nothing may be new for long: the start is told again, so that mum sees that somebody is there. */
    void greetAgain() {
        startSent = false;
    }

    /** Mum says what she has on disk. */
    void stored(KidMessage.Stored message) throws IOException {
        storedNumber = message.lastNumber();
        if (records.isEmpty()) {
            records = Optional.of(spool.after(storedNumber));
            sentNumber = storedNumber;
            out.restart(message.stdoutOffset());
            err.restart(message.stderrOffset());
        }
        out.stored(message.stdoutOffset());
        err.stored(message.stderrOffset());
    }

    /** Whether mum has yet to answer for something. */
    boolean isOwed() {
        return exitSent || sentNumber > storedNumber || out.isOwed() || err.isOwed();
    }

    /** The next message; nothing while all that there is has been sent, or before mum's first word. */
    Optional<KidMessage> next() throws IOException {
        if (records.isEmpty() || exitSent) {
            return Optional.empty();
        }
        var message = start();
        message = message.isPresent() ? message : record();
        message = message.isPresent() ? message : log();
        return message.isPresent() ? message : exit();
    }

    private Optional<KidMessage> start() throws IOException {
        if (startSent) {
            return Optional.empty();
        }
        var text = SmallFile.read(folder.start());
        startSent = text.isPresent();
        return text.map(KidMessage.Start::new);
    }

    private Optional<KidMessage> record() throws IOException {
        var record = records.get().next();
        record.ifPresent(r -> sentNumber = r.number());
        return record.map(r -> r);
    }

    private Optional<KidMessage> log() throws IOException {
        errTurn = !errTurn;
        var first = errTurn ? err.next(errEnd()) : out.next(outEnd());
        if (first.isPresent()) {
            return first;
        }
        return errTurn ? out.next(outEnd()) : err.next(errEnd());
    }

    private Optional<KidMessage> exit() {
        exitSent = exit.isPresent() && out.sent() >= outEnd() && err.sent() >= errEnd();
        return exitSent ? exit.map(e -> e) : Optional.empty();
    }

    private long outEnd() {
        return exit.map(KidMessage.Exit::stdoutSize).orElse(Long.MAX_VALUE);
    }

    private long errEnd() {
        return exit.map(KidMessage.Exit::stderrSize).orElse(Long.MAX_VALUE);
    }
}
