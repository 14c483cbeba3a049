package org.neronet.man.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host keys that the user and the system trust, with file and line of each. */
final class KnownHosts {
    private static final Logger LOG = LoggerFactory.getLogger(KnownHosts.class);
    private static final int MAX_LINES = 200_000;
    private static final int SSH_PORT = 22;

    /** A line of a file; {@code where} is file:line. */
    private record Line(String where, KnownHostEntry entry) {
        boolean marked(String marker) {
            return marker.equals(entry.getMarker());
        }

        boolean plain() {
            return entry.getMarker() == null;
        }

        String type() {
            return entry.getKeyEntry().getKeyType();
        }

        boolean holds(byte[] key) {
            return Arrays.equals(entry.getKeyEntry().getKeyData(), key);
        }
    }

    /** What the files say of a key. */
    enum Trust {
        KNOWN,
        UNKNOWN,
        CHANGED,
        REVOKED
    }

    /** @param where file:line of the entry that decided, if one did */
    record Verdict(Trust trust, Optional<String> where) {}

    private final List<Line> lines;

    private KnownHosts(List<Line> lines) {
        this.lines = lines;
    }

    /** Reads those of the files that exist; lines that make no sense are passed over. */
    static KnownHosts read(List<Path> files) {
        var lines = new ArrayList<Line>();
        files.forEach(file -> readInto(lines, file));
        return new KnownHosts(lines);
    }

    private static void readInto(List<Line> lines, Path file) {
        try (var text = Files.newBufferedReader(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line; (line = text.readLine()) != null && number < MAX_LINES; ) {
                parse(file + ":" + ++number, line).ifPresent(lines::add);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("no {}", file);
        } catch (IOException e) {
            LOG.warn("cannot read {}: {}", file, e.getMessage());
        }
    }

    private static Optional<Line> parse(String where, String line) {
        try {
            return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(line.strip()))
                    .filter(entry -> entry.getKeyEntry() != null)
                    .map(entry -> new Line(where, entry));
        } catch (RuntimeException e) {
            LOG.warn("{} makes no sense: {}", where, e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a key is the one of a host. */
    Verdict check(String host, int port, PublicKey key) {
        var data = encode(key);
        var revoked = lines.stream()
                .filter(line -> line.marked("revoked") && line.holds(data))
                .findFirst();
        if (revoked.isPresent()) {
            return verdict(Trust.REVOKED, revoked);
        }
        var known = of(host, port).filter(line -> line.holds(data)).findFirst();
        // As OpenSSH does: a key that is known for the host's usual port is good on every port.
        known = known.or(
                () -> of(host, SSH_PORT).filter(line -> line.holds(data)).findFirst());
        if (known.isPresent()) {
            return verdict(Trust.KNOWN, known);
        }
        var type = KeyUtils.getKeyType(key);
        var other = of(host, port).filter(line -> line.type().equals(type)).findFirst();
        return verdict(other.isPresent() ? Trust.CHANGED : Trust.UNKNOWN, other);
    }

    /** The types of the keys known for a host, in the order of the files. */
    List<String> types(String host, int port) {
        return Stream.concat(of(host, port), of(host, SSH_PORT))
                .map(Line::type)
                .distinct()
                .toList();
    }

    /** Whether the host is known by a certificate authority alone. */
    boolean needsCertificate(String host, int port) {
        return types(host, port).isEmpty()
                && lines.stream().anyMatch(line -> line.marked("cert-authority") && matches(line, host, port));
    }

    private Stream<Line> of(String host, int port) {
        return lines.stream().filter(line -> line.plain() && matches(line, host, port));
    }

    private static boolean matches(Line line, String host, int port) {
        return line.entry().isHostMatch(host.toLowerCase(Locale.ROOT), port);
    }

    private static Verdict verdict(Trust trust, Optional<Line> line) {
        return new Verdict(trust, line.map(Line::where));
    }

    private static byte[] encode(PublicKey key) {
        var buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return buffer.getCompactData();
    }
}
