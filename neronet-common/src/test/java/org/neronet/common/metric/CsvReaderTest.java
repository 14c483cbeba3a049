package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

class CsvReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new CsvReader();
    }

    @Override
    protected String path() {
        return "logs/metrics.csv";
    }

    @Override
    protected byte[] file() {
        return bytes("epoch,loss,val_loss\n0,0.5,0.75\n1,0.25,nan\n");
    }

    @Test
    void sparseRowsSayWhatTheyHold() {
        assertThat(read("a_epoch,a_step,epoch,step\n,0.5,0,49\n0.25,,0,62\n"))
                .containsExactly("a_step 49 0.5", "epoch 49 0.0", "a_epoch 62 0.25", "epoch 62 0.0");
    }

    @Test
    void blanksAroundCellsDoNotCount() {
        assertThat(read("     epoch,  train/loss, metrics/mAP_0.5:0.95\n    0,   0.5,  0.25\n"))
                .containsExactly("train/loss 0 0.5", "metrics/mAP_0.5:0.95 0 0.25");
    }

    @Test
    void withoutAnAxisTheRowsAreCounted() {
        assertThat(read("acc;loss\r\n0,5;1.5\r\n0,25;1\r\n"))
                .containsExactly("acc 0 0.5", "loss 0 1.5", "acc 1 0.25", "loss 1 1.0");
    }

    @Test
    void quotesMarksAndTextAreTakenForWhatTheyAre() {
        assertThat(read("\ufeff\"step\",\"the, \"\"loss\"\"\",note\n1,0.5,\"a,\nb\"\n\n# said\n2,\"0.25\",done\n"))
                .containsExactly("the, \"loss\" 1 0.5", "the, \"loss\" 2 0.25");
    }

    @Test
    void theHeadingMayChangeInTheMiddle() {
        assertThat(read("step,a\n1,5\nstep,b,a\n2,7,6\nover,early\n")).containsExactly("a 1 5.0", "b 2 7.0", "a 2 6.0");
    }

    @Test
    void aRowWithoutItsStepTakesTheNextAxis() {
        assertThat(read("epoch,step,a\n3,,5\n")).containsExactly("a 3 5.0");
    }

    @Test
    void numbersWithoutNamesSayNothing() {
        assertThat(read("1,2\n3,4\n")).isEmpty();
        assertThat(read("loss,loss,0.5\n1,2,3,4\n")).containsExactly("loss 0 1.0");
    }

    @Test
    void theUserMayNameAxisAndDelimiter() {
        var options = new FileOptions("x", Optional.of("n"), Optional.of(':'));
        var samples = new FileSamples(new CsvReader().start(options), Selection.ALL);

        assertThat(texts(samples.feed(bytes("n:step:a\n9:1:2\n"), 15))).containsExactly("step 9 1.0", "a 9 2.0");
    }

    @Test
    void namesAreChosenAndChanged() {
        var selection = new Selection(java.util.Set.of("a", "c"), java.util.Map.of("b", "c"));
        var samples = new FileSamples(new CsvReader().start(FileOptions.of("x")), selection);

        assertThat(texts(samples.feed(bytes("step,a,b,d\n1,2,3,4\n"), 19))).containsExactly("a 1 2.0", "c 1 3.0");
    }

    @Test
    void tablesAreRecognisedWithoutTheirName() {
        assertThat(reader().reads("x.log", bytes("epoch,loss\n0,1\n"))).isTrue();
        assertThat(reader().reads("x.log", bytes("Dear all, this\nis, 5\n"))).isFalse();
        assertThat(reader().reads("x.log", bytes("a,b\nc,d\n"))).isFalse();
    }

    private List<String> read(String text) {
        return texts(all(bytes(text), 3));
    }

    private static List<String> texts(List<MetricSample> samples) {
        return samples.stream()
                .map(sample -> sample.name() + " " + (long) sample.step() + " " + sample.value())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
