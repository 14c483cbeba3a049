package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.json.JsonObject;
import org.neronet.kid.testing.AttemptFixture;
import org.neronet.kid.testing.FakeMum.Ward;

/** A kid beside a real program of this host. */
class ResourcesTest extends KidTest {
    private static final String PYTHON = "python3 -c 'import time; print(\"ready\", flush=True); time.sleep(60)'";

    private final List<Process> programs = new java.util.ArrayList<>();

    @AfterEach
    void endPrograms() throws InterruptedException {
        for (var program : programs) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatARunningProgramUsesIsTold() throws Exception {
        var attempt = attempt(1);
        var ward = expect(attempt);
        program(attempt, Instant.now(), Map.of(), "sh", "-c", "sleep 60 & echo ready; while :; do :; done");

        try (var kid = watch(attempt)) {
            await(() -> !ward.samples(MetricSource.RESOURCES).isEmpty());
            assertThat(kid.fault()).isEmpty();
        }

        var samples = ward.samples(MetricSource.RESOURCES);
        assertThat(samples)
                .extracting(MetricSample::name)
                .contains("resources/cpu", "resources/rss_bytes", "resources/processes")
                .allMatch(name -> name.startsWith("resources/"));
        assertThat(value(samples, "resources/processes")).isEqualTo(2);
        assertThat(value(samples, "resources/rss_bytes")).isBetween(1e5, 1e9);
    }

    @Test
    void aKidAfterTheFirstGoesOnBehindItsSamples() throws Exception {
        var attempt = attempt(1);
        var ward = expect(attempt);
        program(attempt, Instant.now(), Map.of(), "sh", "-c", "echo ready; sleep 60");

        for (int kids = 1; kids <= 2; kids++) {
            int expected = kids;
            try (var kid = watch(attempt)) {
                await(() -> offsets(ward).size() >= expected);
                assertThat(kid.isGone()).isFalse();
            }
        }

        assertThat(offsets(ward)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void thePythonOfAProgramAndItsSurroundingsAreTold() throws Exception {
        var attempt = attempt(1);
        var ward = expect(attempt);
        var variables = Map.of("LOADEDMODULES", "gcc/12:cuda/12.1", "CONDA_DEFAULT_ENV", "lang", "SECRET", "s3cr3t");
        program(attempt, Instant.now().minusSeconds(30), variables, "sh", "-c", PYTHON + "; :");

        var facts = facts(attempt, ward);

        var program = facts.object("program");
        assertThat(program.string("python")).matches("3\\.\\d+.*");
        assertThat(program.strings("packages")).allMatch(each -> each.contains("=="));
        assertThat(program.strings("modules")).containsExactly("gcc/12", "cuda/12.1");
        assertThat(program.string("conda_env")).isEqualTo("lang");
        assertThat(facts.string("host")).isEqualTo("n1");
        assertThat(facts.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void packagesAreNotListedWhereThatIsNotWanted() throws Exception {
        var attempt = attempt(1);
        var ward = expect(attempt);
        var variables = Map.of("NERONET_PACKAGES", "no", "VIRTUAL_ENV", "/venv");
        program(attempt, Instant.now().minusSeconds(30), variables, "sh", "-c", "exec " + PYTHON);

        var program = facts(attempt, ward).object("program");

        assertThat(program.has("python")).isFalse();
        assertThat(program.string("virtualenv")).isEqualTo("/venv");
    }

    private JsonObject facts(AttemptFixture attempt, Ward ward) throws IOException {
        try (var kid = watch(attempt)) {
            await(() -> environments(ward).size() == 2);
            assertThat(kid.fault()).isEmpty();
        }
        return environments(ward).get(1);
    }

    private static List<JsonObject> environments(Ward ward) {
        return List.copyOf(ward.events).stream()
                .filter(Event.Environment.class::isInstance)
                .map(event -> ((Event.Environment) event).facts())
                .toList();
    }

    private static List<Long> offsets(Ward ward) {
        return ward.samples(MetricSource.RESOURCES).stream()
                .filter(sample -> sample.name().equals("resources/rss_bytes"))
                .map(MetricSample::offset)
                .toList();
    }

    private static double value(List<MetricSample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private void program(AttemptFixture attempt, Instant start, Map<String, String> variables, String... argv)
            throws IOException {
        var words = new java.util.ArrayList<>(List.of("setsid"));
        words.addAll(List.of(argv));
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        var program = builder.start();
        programs.add(program);
        assertThat(program.inputReader().readLine()).isEqualTo("ready");
        long pid = program.pid();
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        AtomicFile.write(
                attempt.folder.start(),
                "host=n1\ntime=" + start.getEpochSecond() + "\nprogram=" + pid + "\nboot=" + boot + "\n");
    }
}
