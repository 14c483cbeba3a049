package org.neronet.common.experiment;

import org.neronet.common.json.JsonObject;

/**
 * One file of a code snapshot, whose content travels as the blob of that digest.
 *
 * @param path relative to the experiment folder, with {@code /}, never leaving it
 * @param size bytes
 * @param sha256 64 hexadecimal digits
 */
public record CodeFile(String path, long size, String sha256, boolean executable) {
    public CodeFile {
        if (!isSafe(path)) {
            throw new IllegalArgumentException("not a path inside the folder: " + path);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 digest: " + sha256);
        }
    }

    /** Whether a relative path stays below its root by its text alone. */
    public static boolean isSafe(String path) {
        if (path.isEmpty() || path.startsWith("/") || path.indexOf('\0') >= 0) {
            return false;
        }
        for (var part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    public JsonObject toJson() {
        return JsonObject.of("path", path)
                .with("size", size)
                .with("sha256", sha256)
                .with("executable", executable);
    }

    public static CodeFile fromJson(JsonObject json) {
        return new CodeFile(json.string("path"), json.integer("size"), json.string("sha256"), json.bool("executable"));
    }
}
