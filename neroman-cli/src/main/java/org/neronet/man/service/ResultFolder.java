package org.neronet.man.service;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;
import org.neronet.common.disk.Sha256;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.ResultFile;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.spec.Experiment;

/**
 * A results folder while it is filled, under a name of its own, until it is whole and gets its final one. Files get the
 * user's own umask: they are hers.
 */
final class ResultFolder implements AutoCloseable {
    /** Sends the bytes of a file, and returns what mum says behind them. */
    @FunctionalInterface
    interface Content {
        JsonObject writeTo(OutputStream sink) throws IOException;
    }

    private final Path temporary;
    private final Path wanted;

    ResultFolder(Experiment experiment, AttemptRow attempt) throws IOException {
        var results = Files.createDirectories(experiment.folder().resolve("results"));
        var tail = experiment.lastPartOfName().replaceAll("[/\\p{Cntrl}]", "-");
        var again = attempt.attempt() == 1 ? "" : "-a" + attempt.attempt();
        wanted = results.resolve(attempt.id() + "-" + tail.substring(0, Math.min(tail.length(), 100)) + again);
        temporary = Files.createDirectory(results.resolve(".fetch-" + UUID.randomUUID()));
    }

    Path path() {
        return temporary;
    }

    /** @throws IOException when more comes than was announced, or something else than mum has */
    void add(ResultFile file, Content content) throws IOException {
        var path = temporary.resolve(file.path());
        Files.createDirectories(path.getParent());
        var digest = Sha256.digest();
        JsonObject reply;
        try (var out = new Checked(
                new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)), file, digest)) {
            reply = content.writeTo(out);
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(reply.string("sha256"))) {
            throw new IOException(file.path() + " was damaged on the way");
        }
        if (file.executable()) {
            makeExecutable(path);
        }
    }

    /** Gives the folder its final name; one that is taken is left alone. */
    Path finish() throws IOException {
        for (int i = 1; ; i++) {
            var place = i == 1 ? wanted : wanted.resolveSibling(wanted.getFileName() + "." + i);
            if (!Files.exists(place)) {
                return Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(temporary)) {
            return;
        }
        try (var left = Files.walk(temporary)) {
            for (var path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Whoever may read it may run it. */
    private static void makeExecutable(Path file) throws IOException {
        var mode = Files.getPosixFilePermissions(file);
        mode.add(PosixFilePermission.OWNER_EXECUTE);
        if (mode.contains(PosixFilePermission.GROUP_READ)) {
            mode.add(PosixFilePermission.GROUP_EXECUTE);
        }
        if (mode.contains(PosixFilePermission.OTHERS_READ)) {
            mode.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        Files.setPosixFilePermissions(file, mode);
    }

    /** Hashes what passes and refuses more than was announced. */
    private static final class Checked extends FilterOutputStream {
        private final ResultFile file;
        private final MessageDigest digest;
        private long count;

        Checked(OutputStream out, ResultFile file, MessageDigest digest) {
            super(out);
            this.file = file;
            this.digest = digest;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count += length;
            if (count > file.size()) {
                throw new IOException(file.path() + " is longer than the announced " + file.size() + " bytes");
            }
            digest.update(bytes, from, length);
            out.write(bytes, from, length);
        }
    }
}
