package org.neronet.kid.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.neronet.common.event.Event;
import org.neronet.common.wire.KidMessage;

/**
 * What one attempt's kid has to tell, numbered, on disk until mum has it. Survives the kid: opening it again cuts off a
 * torn end and goes on behind it. It is not synced to disk, since it need not survive the machine: mum reads the
 * program's own output then. Owned by one thread.
 */
public final class Spool implements Closeable {
    private final Path file;
    private FileChannel channel;
    private long length;
    private long last;
    private long markedNumber;
    private long markedPosition;

    private Spool(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens or makes the file; every record that is there already is handed to {@code recovered}, in order. */
    public static Spool open(Path file, Consumer<KidMessage.Record> recovered) throws IOException {
        var spool = new Spool(file, channel(file));
        try {
            spool.recover(recovered);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    /** The number of the newest record, 0 without any. */
    public long last() {
        return last;
    }

    /** Writes one more record. When that fails, the file is as before and it may be tried again. */
    public void append(Event event) throws IOException {
        append(channel, SpoolLine.write(new KidMessage.Record(last + 1, event)));
        last++;
    }

    /**
     * A cursor on the record behind {@code number}.
     *
     * @throws IOException when the spool cannot be read
     */
    SpoolCursor after(long number) throws IOException {
        if (number > last) {
            renumber(number);
        }
        boolean forward = number >= markedNumber;
        var cursor = new SpoolCursor(channel, forward ? markedPosition : 0);
        long position = cursor.position();
        var record = cursor.next();
        while (record.isPresent() && record.get().number() <= number) {
            position = cursor.position();
            record = cursor.next();
        }
        markedNumber = number;
        markedPosition = position;
        return new SpoolCursor(channel, position);
    }

    /** Mum has more than this spool, which must have been lost: its numbers are taken, so what is here gets others. */
    private void renumber(long taken) throws IOException {
        var fresh = file.resolveSibling("." + file.getFileName() + ".renumbered");
        Files.deleteIfExists(fresh);
        var renumbered = new Spool(fresh, channel(fresh));
        renumbered.last = taken;
        var cursor = new SpoolCursor(channel, 0);
        for (var record = cursor.next(); record.isPresent(); record = cursor.next()) {
            renumbered.append(record.get().event());
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        channel.close();
        channel = renumbered.channel;
        length = renumbered.length;
        last = renumbered.last;
        markedNumber = 0;
        markedPosition = 0;
    }

    private void recover(Consumer<KidMessage.Record> recovered) throws IOException {
        var cursor = new SpoolCursor(channel, 0);
        for (var record = sound(cursor); record.isPresent(); record = sound(cursor)) {
            last = record.get().number();
            length = cursor.position();
            recovered.accept(record.get());
        }
        channel.truncate(length);
    }

    /** Whatever is wrong with a line, it and what follows were never told to anyone as whole. */
    private Optional<KidMessage.Record> sound(SpoolCursor cursor) {
        try {
            return cursor.next().filter(record -> last == 0 || record.number() == last + 1);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void append(FileChannel out, ByteBuffer line) throws IOException {
        long end = length;
        try {
            while (line.hasRemaining()) {
                end += out.write(line, end);
            }
        } catch (IOException e) {
            out.truncate(length);
            throw e;
        }
        length = end;
    }

    private static FileChannel channel(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return FileChannel.open(file, options, mode);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
