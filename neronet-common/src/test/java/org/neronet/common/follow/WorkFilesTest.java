package org.neronet.common.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.EventFile;

class WorkFilesTest {
    @TempDir
    Path root;

    private final byte[] buffer = new byte[64];
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Double> steps = new HashMap<>();
    private JsonObject watch = JsonObject.empty();
    private AttemptFollower follower;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(root.resolve("work"));
        Files.writeString(root.resolve("start"), "");
        Files.setLastModifiedTime(
                root.resolve("start"), FileTime.from(Instant.now().minusSeconds(60)));
        restart();
    }

    @Test
    void knownFilesAreReadAtAnyDepth() throws IOException {
        write("logs/version_0/metrics.csv", "step,loss\n1,0.5\n");
        write("progress.txt", "Epoch\tReturn\n0\t5\n");
        write("out/log.txt", "{\"epoch\": 1, \"acc\": 0.5}\n");
        write("mlruns/0/run/metrics/val/loss", "1656833985420 0.25 3\n");
        write("dvclive/plots/metrics/train/acc.tsv", "step\tacc\n4\t0.75\n");
        write("checkpoint-1/trainer_state.json", "{\"log_history\": [{\"loss\": 1.5, \"step\": 5}]}");
        write("log.lammps", "loss=7\n");

        assertThat(look())
                .containsExactlyInAnyOrder(
                        "file:logs/version_0/metrics.csv loss 1 0.5",
                        "file:progress.txt Return 0 5.0",
                        "file:out/log.txt acc 1 0.5",
                        "file:mlruns/0/run/metrics/val/loss val/loss 3 0.25",
                        "file:dvclive/plots/metrics/train/acc.tsv train/acc 4 0.75",
                        "file:checkpoint-1/trainer_state.json loss 5 1.5",
                        "file:log.lammps loss 0 7.0");
    }

    @Test
    void otherFilesAreNotRead() throws IOException {
        write("data.csv", "step,loss\n1,0.5\n");
        write("log.txt", "epoch,loss\n1,0.5\n");
        write(".cache/metrics.csv", "step,loss\n1,0.5\n");
        write("a/b/c/d/e/f/g/metrics.csv", "step,loss\n1,0.5\n");
        write("metrics.csv", "step,loss\n1,0.5\n");
        Files.setLastModifiedTime(
                work("metrics.csv"), FileTime.from(Instant.now().minusSeconds(3600)));
        var outside = Files.writeString(root.resolve("results.csv"), "step,loss\n1,0.5\n");
        Files.createSymbolicLink(work("results.csv"), outside);

        assertThat(look()).isEmpty();
    }

    @Test
    void anOldFileThatGrowsIsRead() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n");
        Files.setLastModifiedTime(
                work("metrics.csv"), FileTime.from(Instant.now().minusSeconds(3600)));
        assertThat(look()).isEmpty();
        write("metrics.csv", "2,0.25\n");

        assertThat(look()).hasSize(2);
    }

    @Test
    void whatIsAppendedIsReadOnceAndHalfALineWaits() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n2,0.2");
        assertThat(look()).containsExactly("file:metrics.csv loss 1 0.5");
        write("metrics.csv", "5\n");
        assertThat(look()).containsExactly("file:metrics.csv loss 2 0.25");
        assertThat(look()).isEmpty();
    }

    @Test
    void aFileWrittenAnewSaysOnlyWhatIsNew() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n2,0.25\n");
        look();
        replace("metrics.csv", "step,acc,loss\n1,9,0.5\n2,8,0.25\n3,7,0.125\n");

        assertThat(look())
                .containsExactly(
                        "file:metrics.csv acc 1 9.0",
                        "file:metrics.csv acc 2 8.0",
                        "file:metrics.csv acc 3 7.0",
                        "file:metrics.csv loss 3 0.125");
    }

    @Test
    void aFileThatIsCutOffOrTakenAwayIsReadAgain() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n2,0.25\n");
        look();
        Files.writeString(work("metrics.csv"), "step,loss\n1,0.5\n");
        assertThat(look()).isEmpty();
        Files.delete(work("metrics.csv"));
        assertThat(look()).isEmpty();
        write("metrics.csv", "step,loss\n3,0.125\n");

        assertThat(look()).containsExactly("file:metrics.csv loss 3 0.125");
    }

    @Test
    void aFileThatIsRenamedIsReadToItsEndBeforeTheNewOne() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n");
        look();
        write("metrics.csv", "2,0.25\n".concat("3,0.125\n".repeat(20)) + "4,8");
        Files.move(work("metrics.csv"), work("metrics.csv.1"));
        write("metrics.csv", "step,loss\n5,16\n");

        var lines = look();
        assertThat(lines).hasSize(23).startsWith("file:metrics.csv loss 2 0.25");
        assertThat(lines).endsWith("file:metrics.csv loss 4 8.0", "file:metrics.csv loss 5 16.0");
        write("metrics.csv", "6,32\n");
        assertThat(look()).containsExactly("file:metrics.csv loss 6 32.0");
    }

    @Test
    void theEndOfAFileThatIsOnlyRenamedIsReadToo() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n");
        look();
        write("metrics.csv", "2,0.25\n");
        Files.move(work("metrics.csv"), work("metrics.csv.1"));
        assertThat(look()).containsExactly("file:metrics.csv loss 2 0.25");
        Files.move(work("metrics.csv.1"), work("metrics.csv.2"));
        Files.writeString(work("metrics.csv.2"), "3,0.125\n", StandardOpenOption.APPEND);
        assertThat(look()).containsExactly("file:metrics.csv loss 3 0.125");
        Files.delete(work("metrics.csv.2"));
        assertThat(look()).isEmpty();
    }

    @Test
    void aFileThatIsRenamedBeforeTheReadingIsFrozenIsReadToItsEnd() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n");
        look();
        write("metrics.csv", "2,0.25\n".repeat(20));
        Files.move(work("metrics.csv"), work("metrics.csv.1"));
        write("metrics.csv", "step,loss\n3,16\n");
        follower.discover();
        follower.freeze();
        write("metrics.csv", "4,32\n");

        assertThat(look()).hasSize(21).endsWith("file:metrics.csv loss 3 16.0");
    }

    @Test
    void aRestartedReaderPassesOverWhatIsKnown() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n2,0.25\n");
        look();
        restart();
        write("metrics.csv", "3,0.125\n");

        assertThat(look()).containsExactly("file:metrics.csv loss 3 0.125");
    }

    @Test
    void aRestartedReaderKnowsAFileThatWasWrittenAnew() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n2,0.25\n3,0.125\n");
        look();
        replace("metrics.csv", "step,loss\n1,0.5\n4,1\n");
        look();
        restart();
        write("metrics.csv", "5,2\n");
        assertThat(look()).containsExactly("file:metrics.csv loss 5 2.0");
        restart();
        Files.writeString(work("metrics.csv"), "step,loss\n5,2\n6,3\n");

        assertThat(look()).containsExactly("file:metrics.csv loss 6 3.0");
    }

    @Test
    void offsetsGrow() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n2,0.25\n");
        look();
        long before = offsets.get("file:metrics.csv");
        replace("metrics.csv", "step,loss\n3,0.5\n");
        look();

        assertThat(offsets.get("file:metrics.csv")).isGreaterThan(before);
    }

    @Test
    void aSnapshotSaysWhatIsBehindTheLastStep() throws IOException {
        replace("trainer_state.json", "{\"log_history\": [{\"loss\": 1, \"step\": 5}]}");
        assertThat(look()).containsExactly("file:trainer_state.json loss 5 1.0");
        replace("trainer_state.json", "{\"log_history\": [{\"loss\": 1, \"step\": 5}, {\"loss\"");
        assertThat(look()).isEmpty();
        restart();
        replace("trainer_state.json", "{\"log_history\": [{\"loss\": 1, \"step\": 5}, {\"loss\": 2, \"step\": 6}]}");

        assertThat(look()).containsExactly("file:trainer_state.json loss 6 2.0");
    }

    @Test
    void valuesWithoutAStepAreCountedWhenTheyChange() throws IOException {
        replace("metrics.json", "{\n\"loss\": 1}");
        assertThat(look()).containsExactly("file:metrics.json loss 0 1.0");
        replace("metrics.json", "{\n\"loss\": 1 }");
        assertThat(look()).isEmpty();
        replace("metrics.json", "{\n\"loss\": 2 }\n");

        assertThat(look()).containsExactly("file:metrics.json loss 1 2.0");
    }

    @Test
    void eventFilesOfOneFolderAreOneRun() throws IOException {
        bytes(
                "runs/a/events.out.tfevents.1.host",
                new EventFile().scalar("loss", 1, 0.5).bytes());
        assertThat(look()).containsExactly("file:runs/a/events.out.tfevents loss 1 0.5");
        bytes(
                "runs/a/events.out.tfevents.2.host",
                new EventFile().scalar("loss", 1, 0.75).bytes());
        assertThat(look()).containsExactly("file:runs/a/events.out.tfevents loss 1 0.75");
        var more =
                new EventFile().scalar("loss", 1, 0.5).scalar("loss", 2, 0.25).bytes();
        bytes("runs/a/events.out.tfevents.1.host", more);

        assertThat(look()).containsExactly("file:runs/a/events.out.tfevents loss 2 0.25");
    }

    @Test
    void fiftyFilesAreTheMostAndItIsSaidOnce() throws IOException {
        for (int i = 0; i < 55; i++) {
            write("r" + i + "/metrics.csv", "step,loss\n1,0.5\n");
        }

        assertThat(look()).hasSize(50);
        look();
        assertThat(follower.warnings()).hasSize(1).first().asString().contains("more than 50 files");
    }

    @Test
    void theUserSaysWhatIsRead() throws IOException {
        watch = Json.parseObject("""
                {"metrics": {"only": ["loss"], "ignore": ["*_time"], "read": [
                  "stdout", "results.csv",
                  {"from": "out/*.csv", "as": "csv", "step": "iter", "delimiter": ";", "only": ["a"],
                   "rename": {"a": "train/a"}},
                  {"from": "run.log", "regex": "IoU=(?<iou>\\\\S+)"},
                  {"from": "table.log", "as": "table", "start": "^Step"}]}}""");
        restart();
        Files.writeString(root.resolve("stdout"), "loss=1 acc=2\\n\\n".replace("\\n", "\n"));
        Files.writeString(root.resolve("stderr"), "loss=9\n");
        write("results.csv", "step,loss,x\n1,0.5,7\n");
        write("metrics.csv", "step,loss\n1,0.5\n");
        write("out/1.csv", "a;b;iter;step\n1;2;3;4\n");
        write("run.log", "at IoU=0.5 now\n");
        write("table.log", "Step Temp\n1 300\n2 301\n");

        assertThat(look())
                .contains(
                        "stdout loss 0 1.0",
                        "file:results.csv loss 1 0.5",
                        "file:out/1.csv train/a 3 1.0",
                        "file:run.log iou 0 0.5",
                        "file:table.log Temp 2 301.0")
                .noneMatch(line -> line.startsWith("stderr") || line.contains("metrics.csv") || line.contains("acc"));
    }

    @Test
    void whatCannotBeReadIsSaidAndAllIsReadByItself() throws IOException {
        watch = Json.parseObject("{\"metrics\": {\"raed\": []}}");
        restart();
        write("metrics.csv", "step,loss\n1,0.5\n");

        assertThat(look()).hasSize(1);
        assertThat(follower.warnings()).first().asString().contains("raed");
    }

    @Test
    void aFileThatCannotBeReadKeepsNothingElseFromBeingRead() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5\n");
        look();
        Files.delete(work("metrics.csv"));
        Files.createDirectory(work("metrics.csv"));
        write("results.csv", "step,acc\n1,0.5\n");
        Files.writeString(root.resolve("stdout"), "loss=1\n");

        assertThat(look()).hasSize(2);
        assertThat(follower.warnings()).first().asString().contains("cannot read file:metrics.csv");
    }

    @Test
    void theEndOfAFileNeedsNoLineEnd() throws IOException {
        write("metrics.csv", "step,loss\n1,0.5");
        assertThat(look()).isEmpty();
        follower.freeze();
        write("metrics.csv", "\n2,9\n");
        follower.finish();

        assertThat(follower.found()).hasSize(1);
    }

    private void restart() {
        follower = AttemptFollower.of(new AttemptFolder(root), watch, List.of(), new Known() {
            @Override
            public long offset(MetricSource source) {
                return offsets.getOrDefault(source.name(), 0L);
            }

            @Override
            public OptionalDouble step(MetricSource source, String metric) {
                var step = steps.get(source.name() + " " + metric);
                return step == null ? OptionalDouble.empty() : OptionalDouble.of(step);
            }
        });
    }

    private List<String> look() throws IOException {
        follower.discover();
        do {
            follower.read(buffer);
        } while (!follower.isAtEnd());
        var lines = new ArrayList<String>();
        for (var batch : follower.found()) {
            var source = batch.source().name();
            for (var sample : batch.samples()) {
                assertThat(sample.offset()).isGreaterThanOrEqualTo(offsets.getOrDefault(source, 1L));
                offsets.put(source, sample.offset());
                steps.merge(source + " " + sample.name(), sample.step(), Math::max);
                lines.add(source + " " + sample.name() + " " + (long) sample.step() + " " + sample.value());
            }
        }
        follower.found().clear();
        return lines;
    }

    private Path work(String name) {
        return root.resolve("work").resolve(name);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(work(name).getParent());
        Files.writeString(work(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void bytes(String name, byte[] bytes) throws IOException {
        Files.createDirectories(work(name).getParent());
        Files.write(work(name), bytes);
    }

    private void replace(String name, String text) throws IOException {
        var fresh = Files.write(root.resolve("fresh"), text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, work(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
