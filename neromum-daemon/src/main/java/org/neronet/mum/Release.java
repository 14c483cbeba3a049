package org.neronet.mum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** A released version such as 1.4.2; what stands behind the numbers does not count. */
record Release(List<Integer> numbers) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:[-+].*)?");

    Release {
        numbers = List.copyOf(numbers);
    }

    /** Empty for what has another form. */
    static Optional<Release> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Integer>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            numbers.add(Integer.valueOf(matcher.group(i)));
        }
        return Optional.of(new Release(numbers));
    }

    /** What the manifest of a jar says; empty when there is no such jar, or it says nothing. */
    static Optional<Release> ofJar(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var jar = new JarFile(file.toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue("Implementation-Version"))
                    .flatMap(Release::parse);
        }
    }

    boolean isNewerThan(Release other) {
        for (int i = 0; i < numbers.size(); i++) {
            int difference = numbers.get(i) - other.numbers.get(i);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }
}
