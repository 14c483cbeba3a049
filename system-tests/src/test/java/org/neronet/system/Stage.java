package org.neronet.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A folder that every user can read with what the tests run, as the checkout may be where others cannot go. */
record Stage(Path root, Account account) implements AutoCloseable {
    private static final Map<String, String> PYTHON = Map.of(
            "digits", "import sklearn",
            "lang_exp", "import json",
            "theanotest", "import json",
            "fibonacci", "import sys",
            "fileio", "import sys");

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path CHECKOUT = Path.of(System.getProperty("neronet.checkout", ".."))
            .toAbsolutePath()
            .normalize();

    static Stage make(Account account) {
        try {
            var root = Files.createTempDirectory(Path.of("/tmp"), "neronet-it.");
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            var stage = new Stage(root, account);
            stage.copy("bin/neroman", "bin/neroman");
            stage.copy("neroman-cli/target/neroman.jar", "lib/neroman.jar");
            stage.copy("nerokid-agent/target/nerokid.jar", "kid/nerokid.jar");
            account.own(Files.createDirectories(root.resolve("user")));
            return stage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project's own folder. */
    static Path checkout() {
        return CHECKOUT;
    }

    Path neroman() {
        return root.resolve("bin/neroman");
    }

    Path kidJar() {
        return root.resolve("kid/nerokid.jar");
    }

    /** The account's own folder on the stage. */
    Path user() {
        return root.resolve("user");
    }

    /** A file of the checkout, in the same place below {@code folder}. */
    void copy(String from, String to) throws IOException {
        var source = CHECKOUT.resolve(from);
        var target = root.resolve(to);
        try (var all = Files.walk(source)) {
            for (var each : all.toList()) {
                var copy = target.resolve(source.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES);
                readable(copy);
            }
        }
    }

    private static void readable(Path file) throws IOException {
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** The account's own copy of one of {@code examples/}; without what it needs the test is skipped aloud. */
    Path example(String name, String as) {
        var python = PYTHON.get(name);
        if (python != null) {
            boolean there = Run.of(account, LIMIT, "sh", "-c", "python3 -c '" + python + "'")
                            .exit()
                    == 0;
            assumeTrue(there, "the example " + name + " needs python3 that can " + python);
        }
        try {
            copy("examples/" + name, "user/" + as);
            account.own(user().resolve(as));
            return user().resolve(as);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new experiment folder with that {@code config.yaml}. */
    Path experiment(String name, List<String> config) {
        try {
            var folder = Files.createDirectories(user().resolve(name));
            write(folder.resolve("config.yaml"), String.join("\n", config) + "\n");
            account.own(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder of the account's that nobody else can enter. */
    Path privateFolder(String name) {
        try {
            var folder = Files.createDirectory(user().resolve(name));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            account.own(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of the account's. */
    void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            account.own(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file; none when it does not exist. */
    static List<String> lines(Path file) {
        return Files.exists(file) ? text(file).lines().toList() : List.of();
    }

    /** Deletes a folder with everything in it, links not followed. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(root);
    }
}
