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
