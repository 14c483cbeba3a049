package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code nerokid parse} over what programs wrote: every format, bad files, and the name of a reader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParseIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> NOT_ALONE = List.of("neronet", "auto", "xvg", "json-file");

    @RegisterExtension
    static final Lab LAB = Lab.local();

    /** What the programs computed, by the file in which it is. */
    private final Map<String, Set<Formats.Point>> written = new TreeMap<>();

    /** A sample of each reader. */
    private final Map<String, JsonNode> first = new TreeMap<>();

    private Run parsed;

    @BeforeAll
    void programsWrite() {
        var formats = new Formats(LAB.stage());
        for (var program : Formats.PLAIN) {
            var folder = LAB.stage().privateFolder(program);
            var line = "cd '" + folder + "' && python3 '" + formats.copy(folder) + "' " + program + " >stdout 2>stderr";
            Run.of(LAB.account(), Map.of("EXPECTED", formats.noted().toString()), LIMIT, List.of("sh", "-c", line))
                    .ok();
            formats.of(program).forEach((stream, points) -> written.put(file(folder, stream), points));
        }
        parsed = parse(all("--json")).ok();
        for (var line : parsed.lines()) {
            var sample = Status.tree(line);
            first.putIfAbsent(sample.path("reader").asText(), sample);
        }
    }

    /** The files of a TensorBoard run are a source that is named by how their names begin. */
    private static String file(Path folder, String stream) {
        var path = folder.resolve(stream.replace("file:", ""));
        var siblings = path.getParent()
                .toFile()
                .listFiles(file -> file.getName().startsWith(path.getFileName().toString()));
        assertThat(siblings).as(stream).hasSize(1);
        return siblings[0].toString();
    }

    private String[] all(String... more) {
        return Stream.concat(written.keySet().stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static Run parse(String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var jvm = System.getenv().getOrDefault("NERONET_TEST_JVM_OPTS", "-Xshare:auto");
        var argv =
                new ArrayList<>(List.of(java, jvm, "-jar", LAB.stage().kidJar().toString(), "parse"));
        argv.addAll(List.of(words));
        return Run.of(LAB.account(), Map.of(), LIMIT, argv);
    }

    private static Map<String, Set<Formats.Point>> points(Run run) {
        var all = new TreeMap<String, Set<Formats.Point>>();
        for (var line : run.lines()) {
            var sample = Status.tree(line);
            all.computeIfAbsent(sample.path("file").asText(), file -> new HashSet<>())
                    .add(point(sample));
        }
        return all;
    }

    private static Formats.Point point(JsonNode sample) {
        return new Formats.Point(
                sample.path("metric").asText(),
                sample.path("step").asDouble(),
                sample.path("value").asDouble());
    }

    @Test
    void everyFormatIsReadAsItsProgramComputedIt() {
        assertThat(points(parsed)).isEqualTo(written);
        written.keySet().forEach(file -> assertThat(parsed.err()).contains(file + ": "));
    }

    @Test
    void theTableSaysTheSameAsJson() {
        var rows = parse(all()).ok().lines();
        var table = new HashMap<String, Set<Formats.Point>>();
        for (var row : rows.subList(1, rows.size())) {
            var cells = row.split("\t");
            table.computeIfAbsent(cells[4], file -> new HashSet<>())
                    .add(new Formats.Point(cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
        }

        assertThat(rows.get(0)).isEqualTo("reader\tmetric\tstep\tvalue\tfile");
        assertThat(table).isEqualTo(written);
    }

    @Test
    void theReaderThatIsNamedReadsTheSame() {
        assertThat(first).hasSizeGreaterThan(20);
        first.forEach((reader, sample) -> {
            var file = sample.path("file").asText();
            var alone = parse(file, "--as", reader, "--json").ok();
            var seen = new HashSet<Formats.Point>();
            alone.lines().forEach(line -> seen.add(point(Status.tree(line))));
            assertThat(seen).as(reader).isEqualTo(written.get(file));
        });
    }

    @Test
    void aReaderThatDoesNotExistIsToldWithThoseThatDo() {
        var wrong =
                parse(written.keySet().iterator().next(), "--as", "tensorbord").exits(2);

        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("there is no reader 'tensorbord'").contains("there are ");
        first.keySet().forEach(reader -> assertThat(wrong.err()).contains(reader));
        NOT_ALONE.forEach(reader -> assertThat(wrong.err()).contains(reader));
    }

    @Test
    void badFilesAreToldAndHoldNobodyUp() throws IOException {
        var folder = LAB.stage().privateFolder("bad");
        LAB.stage().write(folder.resolve("empty.csv"), "");
        Files.write(folder.resolve("binary"), noise());
        LAB.stage().write(folder.resolve("secret"), "loss 1\n");
        Files.setPosixFilePermissions(folder.resolve("secret"), Set.of());
        Files.createDirectory(folder.resolve("nothing"));
        LAB.stage().write(folder.resolve("good"), "loss 0.5\n");
        LAB.account().own(folder);
        var names = Stream.of("empty.csv", "binary", "missing", "secret", "nothing", "good")
                .map(name -> folder.resolve(name).toString());

        var bad = parse(Stream.concat(names, Stream.of("--json")).toArray(String[]::new));

        bad.exits(3);
        assertThat(points(bad))
                .containsOnly(Map.entry(folder.resolve("good").toString(), Set.of(new Formats.Point("loss", 0, 0.5))));
        assertThat(bad.err())
                .contains("empty.csv: ")
                .contains("binary: ")
                .contains("no file in " + folder.resolve("nothing"))
                .contains("missing: no such file")
                .contains("secret")
                .contains("hint: name a file with a program's output");
    }

    private static byte[] noise() {
        var bytes = new byte[200_000];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Other people's logs: read where they are. */
    @Test
    void realSamplesAreReadToTheirLastValue() throws IOException {
        var folder = Path.of(System.getenv().getOrDefault("NERONET_SAMPLES", "../../shared/samples"))
                .toAbsolutePath()
                .normalize();
        assumeTrue(Files.isReadable(folder.resolve("index.tsv")), "no samples in " + folder);
        var here = LAB.stage().privateFolder("samples");
        var names = new ArrayList<String>();
        for (var row : Stage.lines(folder.resolve("index.tsv"))) {
            var file = folder.resolve(row.split("\t")[0]);
            if (Files.isRegularFile(file)) {
                names.add(Files.copy(file, here.resolve(file.getFileName())).toString());
            }
        }
        LAB.account().own(here);
        names.add("--json");
        var samples = new HashMap<String, JsonNode>();
        parse(names.toArray(String[]::new)).ok().lines().stream()
                .map(Status::tree)
                .forEach(sample -> samples.put(
                        here.relativize(Path.of(sample.path("file").asText())) + " "
                                + sample.path("metric").asText(),
                        sample));

        assertLast(samples, "lammps_custom.log Step", 2600);
        assertLast(samples, "lammps_custom.log PotEng", -6.7701);
        assertLast(samples, "qe_vcrelax.out final_energy", -15.72861774);
        assertLast(samples, "qe_vcrelax.out scf_accuracy", 5.3e-11);
        assertLast(samples, "namd_minimal.log TOTAL", -150136.1524);
        assertLast(samples, "caffe.log loss", 0.00260472);
        assertLast(samples, "hf_trainer_stdout.log train_loss", 0.0015254152894432918);
        assertLast(samples, "detectron2_metrics.jsonl total_loss", 1.280293806164991);
        assertLast(samples, "keras_bar.txt val_loss", 1.0766e-10);
        assertLast(samples, "lightning_metrics.csv train_loss_epoch", 0.32157085788422435);
        assertLast(samples, "yolov5_results.csv metrics/mAP_0.5:0.95", 0.40856);
        assertLast(samples, "dvclive_metrics.json eval/acc", 0.9884999990463257);
        assertLast(samples, "swav_train.log Loss", 2.1086);
        assertLast(samples, "nanogpt_step_colon.txt val_loss", 3.3151);
        assertLast(samples, "gaussian_ethane.out scf/energy", -79.8304209466);
        assertLast(samples, "sacred_metrics.json grad_z_loc", 2192.236572265625);
        assertThat(samples.keySet()).noneMatch(key -> key.startsWith("lgbm.log"));
    }

    private static void assertLast(Map<String, JsonNode> samples, String key, double value) {
        assertThat(samples).containsKey(key);
        assertThat(samples.get(key).path("value").asDouble()).as(key).isEqualTo(value);
    }
}
