package org.neronet.common.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files by which programs report: {@code neronet.py} for Python and {@code neronet-report} for shells. */
public final class ApiFiles {
    /** The folder below the work folder that holds them, last in the program's PATH and PYTHONPATH. */
    public static final String FOLDER = "api";

    public static final String PYTHON = "neronet.py";
    public static final String SHELL = "neronet-report";

    private ApiFiles() {}

    /** Name to content, all of them. */
    public static Map<String, byte[]> all() {
        var files = new LinkedHashMap<String, byte[]>();
        List.of(PYTHON, SHELL).forEach(name -> files.put(name, content(name)));
        return files;
    }

    /** @throws IllegalStateException when this program was built without it */
    public static byte[] content(String name) {
        try (var in = ApiFiles.class.getResourceAsStream("/api/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this program was built without " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
