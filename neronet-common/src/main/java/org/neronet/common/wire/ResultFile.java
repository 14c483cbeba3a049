package org.neronet.common.wire;

import org.neronet.common.experiment.CodeFile;
import org.neronet.common.json.JsonObject;

/**
 * A file that an attempt made or changed.
 *
 * @param path relative to the attempt's working folder, never leaving it
 */
public record ResultFile(String path, long size, boolean executable) {
    public ResultFile {
        if (!CodeFile.isSafe(path)) {
            throw new IllegalArgumentException("not a path inside the folder: " + path);
        }
    }

    public JsonObject toJson() {
        return JsonObject.of("path", path).with("size", size).with("executable", executable);
    }

    public static ResultFile fromJson(JsonObject json) {
        return new ResultFile(json.string("path"), json.integer("size"), json.bool("executable"));
    }
}
