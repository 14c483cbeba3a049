package org.neronet.man.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commented files that {@code init} writes; in each, {@code #key: value} is an example that can be used as it is. */
public enum Templates {
    PREFERENCES("preferences.yaml"),
    CLUSTERS("clusters.yaml"),
    EXPERIMENT("config.yaml");

    private final String file;

    Templates(String file) {
        this.file = file;
    }

    public String text() {
        try (var in = Templates.class.getResourceAsStream("/templates/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + file, e);
        }
    }

    /** The value that the file shows for a key. */
    public Optional<String> example(String key) {
        var line = Pattern.compile("(?m)^ *# *" + Pattern.quote(key) + ": (.*?)(?: +# .*)?$")
                .matcher(text());
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }
}
