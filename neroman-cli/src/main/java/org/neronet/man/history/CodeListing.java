package org.neronet.man.history;

import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.json.Json;

/**
 * A snapshot's files as they are kept: once for all that share it, under their digest.
 *
 * @param digest SHA-256 of {@code json}
 */
record CodeListing(String digest, String json) {
    static CodeListing of(List<CodeFile> files) {
        var json = Json.write(files.stream().map(CodeFile::toJson).toList());
        return new CodeListing(Sha256.of(json.getBytes(StandardCharsets.UTF_8)), json);
    }

    /** Makes the listing of each list once, because thousands of experiments share theirs. */
    static final class Cache {
        private final Map<List<CodeFile>, CodeListing> known = new IdentityHashMap<>();

        boolean has(List<CodeFile> files) {
            return known.containsKey(files);
        }

        CodeListing of(List<CodeFile> files) {
            return known.computeIfAbsent(files, CodeListing::of);
        }
    }
}
