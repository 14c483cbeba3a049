package org.neronet.mum;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.ClusterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lasting small facts of one mum: her id, her master key, and the settings she heard last. */
record MumFiles(StateFolder state) {
    private static final Logger LOG = LoggerFactory.getLogger(MumFiles.class);
    private static final int MASTER_BYTES = 32;

    /** Her id; a new one when there is no journal, for then no cursor of a neroman fits any more. */
    String mumId() throws IOException {
        var known = StateFile.bytes(state.mumId())
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                .filter(id -> id.matches("[0-9a-f]{32}"));
        if (known.isPresent() && Files.exists(state.journal())) {
            return known.get();
        }
        var id = HexFormat.of().formatHex(random(16));
        AtomicFile.write(state.mumId(), id + "\n");
        return id;
    }

    /** Tells who waits for the daemon how far she is; nobody must wait for that. */
    void starting(String how) {
        try {
            AtomicFile.write(state.starting(), how + "\n");
        } catch (IOException e) {
            LOG.warn("{}, which could not be told: {}", how, e.getMessage());
        }
    }

    /** The key from which every attempt's key is derived, 32 bytes. */
    byte[] master() throws IOException {
        var known = StateFile.bytes(state.master()).filter(bytes -> bytes.length == MASTER_BYTES);
        if (known.isPresent()) {
            return known.get();
        }
        var master = random(MASTER_BYTES);
        AtomicFile.write(state.master(), master, "rw-------");
        return master;
    }

    ClusterSettings settings(String type) throws IOException {
        try {
            var said = StateFile.json(state.settings()).map(ClusterSettings::fromJson);
            return said.filter(settings -> settings.type().equals(type)).orElse(ClusterSettings.ofType(type));
        } catch (JsonException | ArithmeticException e) {
            return ClusterSettings.ofType(type);
        }
    }

    void keep(ClusterSettings settings) throws IOException {
        var before = StateFile.json(state.settings());
        if (!before.equals(Optional.of(settings.toJson()))) {
            AtomicFile.write(state.settings(), settings.toJson() + "\n");
        }
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
