package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.batch.Packing;

class BatchLayoutTest {
    private static final String TOKEN = "00112233445566aa";

    @TempDir
    Path temp;

    @Test
    void writesWhatTheJobsReadAndAgainWithoutHarm() throws Exception {
        var layout = new BatchLayout(temp.resolve("lib"), Optional.of(temp.resolve("java")), true);
        var attempts = List.of(temp.resolve("a 1"), temp.resolve("a 2"));

        layout.write(batch(), attempts);
        layout.write(batch(), attempts);

        assertThat(in("map")).hasContent(temp.resolve("a 1") + "\n" + temp.resolve("a 2"));
        assertThat(in("lib")).hasContent(temp.resolve("lib").toString());
        assertThat(in("java")).hasContent(temp.resolve("java").toString());
        assertThat(in("kid")).hasContent("parent");
        assertThat(in("marks")).isEmptyDirectory();
        assertThat(in("job.sh"))
                .isExecutable()
                .content()
                .startsWith("#!/bin/sh\n")
                .doesNotContain(temp.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(in(""))))
                .isEqualTo("rwx------");
    }

    @Test
    void withoutJavaOrWithMumsKidItSaysSo() throws Exception {
        new BatchLayout(temp.resolve("lib"), Optional.empty(), false).write(batch(), List.of(temp));

        assertThat(in("java")).content().isEqualTo("\n");
        assertThat(in("kid")).hasContent("mum");
    }

    @Test
    void whatSharesJobsHasAnotherScriptAndNumbersForIt() throws Exception {
        var plan = Plans.with(Plans.packed(2));
        var folder = temp.resolve("batch").resolve(TOKEN);
        var batch = new Batch(TOKEN, folder, List.of(plan.key(), plan.key()), new Packing(2, 1), plan);

        new BatchLayout(temp.resolve("lib"), Optional.empty(), true).write(batch, List.of(temp, temp));

        assertThat(in("job.sh")).content().contains("/pack\"");
        assertThat(in("pack")).hasContent("members=2\nslots=1\nlines=2\ncpus=1\ngpus=0");
        assertThat(PackFiles.orders(folder)).isEmptyFile();
        assertThat(batch.jobs()).hasSize(1);
    }

    @Test
    void aPathWithALineBreakIsRefused() {
        var layout = new BatchLayout(temp, Optional.empty(), false);

        assertThatThrownBy(() -> layout.write(batch(), List.of(temp.resolve("a\nb"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hardLinksAreTriedOnce() throws Exception {
        BatchLayout.probeHardLinks(temp);

        assertThat(temp).isEmptyDirectory();
    }

    private Batch batch() {
        var plan = Plans.of(1, "true");
        return new Batch(TOKEN, temp.resolve("batch").resolve(TOKEN), List.of(plan.key(), plan.key()), plan);
    }

    private Path in(String name) {
        return temp.resolve("batch").resolve(TOKEN).resolve(name);
    }
}
