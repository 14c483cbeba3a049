package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.disk.Sha256;
import org.neronet.common.fault.NeronetException;

class BlobsTest {
    private static final byte[] TEXT = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Sha256.of(TEXT);

    @TempDir
    Path folder;

    private Blobs blobs;

    @BeforeEach
    void open() {
        blobs = new Blobs(folder.resolve("blobs"));
    }

    private void put(byte[] bytes, String digest, long size) throws IOException {
        try (var upload = blobs.receive(digest, size)) {
            upload.add(bytes);
            upload.finish();
        }
    }

    @Test
    void aContentStandsReadOnlyUnderItsDigest() throws IOException {
        assertThat(blobs.has(DIGEST)).isFalse();

        put(TEXT, DIGEST, 5);

        assertThat(blobs.has(DIGEST)).isTrue();
        assertThat(blobs.of(DIGEST)).hasBinaryContent(TEXT);
        assertThat(blobs.of(DIGEST))
                .isEqualTo(
                        folder.resolve("blobs").resolve(DIGEST.substring(0, 2)).resolve(DIGEST.substring(2)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blobs.of(DIGEST))))
                .isEqualTo("r--------");
    }

    @Test
    void theSameContentMayComeTwice() throws IOException {
        put(TEXT, DIGEST, 5);
        put(TEXT, DIGEST, 5);

        assertThat(blobs.of(DIGEST)).hasBinaryContent(TEXT);
    }

    @Test
    void whatIsNotAsAnnouncedLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> put(TEXT, "0".repeat(64), 5)).hasMessageContaining("has the digest " + DIGEST);
        assertThatThrownBy(() -> put(TEXT, DIGEST, 4)).hasMessageContaining("longer than the announced 4");
        assertThatThrownBy(() -> put(TEXT, DIGEST, 6))
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("5 bytes instead of the announced 6");

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aPathIsNoDigest() {
        assertThatThrownBy(() -> blobs.of("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }
}
