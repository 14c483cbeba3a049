package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** File contents by digest, in {@code <2>/<62>} below one folder: read-only, shared by all attempts. */
public record Blobs(Path folder) {
    /** Where the content of that digest is, or would be. */
    public Path of(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    public boolean has(String sha256) {
        return Files.isRegularFile(of(sha256), LinkOption.NOFOLLOW_LINKS);
    }

    /** Begins to take a content in; it appears under its digest only when it is whole and on disk. */
    public BlobUpload receive(String sha256, long size) throws IOException {
        return BlobUpload.begin(of(sha256), sha256, size);
    }
}
