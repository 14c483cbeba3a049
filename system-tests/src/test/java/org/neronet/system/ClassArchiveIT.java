package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** The archive of classes that the first command has made: the next ones take most of their classes from it. */
class ClassArchiveIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private final Path cache = LAB.stage().privateFolder("cache");
    private final Path loaded = LAB.stage().user().resolve("loaded");

    private Run neroman(String jvmOptions, String... words) {
        var variables = new HashMap<String, String>();
        variables.put("NERONET_CLASS_ARCHIVE", "yes");
        variables.put("XDG_CACHE_HOME", cache.toString());
        variables.put("NERONET_TEST_JVM_OPTS", jvmOptions);
        return LAB.neroman().runWith(variables, words);
    }

    private List<Path> files() {
        try (var all = Files.walk(cache)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            return List.of(); // A folder that went meanwhile was the rehearsal's.
        }
    }

    @Test
    void theSecondCommandTakesItsClassesFromTheArchive() {
        assertThat(neroman("", "status").ok().out()).contains("no experiments yet");
        Await.until(
                LIMIT,
                () -> "in the cache: " + files(),
                () -> files().size() == 1 && files().get(0).toString().endsWith(".jsa"));

        neroman("-Xlog:class+load:file=" + loaded, "status").ok();

        var ours = Stage.lines(loaded).stream()
                .filter(line -> line.contains("org.neronet.man."))
                .toList();
        var others = ours.stream()
                .filter(line -> !line.contains("shared objects file (top)"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(50);
        assertThat(others).hasSizeLessThan(ours.size() / 10);
    }
}
