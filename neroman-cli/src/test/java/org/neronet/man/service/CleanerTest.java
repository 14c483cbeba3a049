package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.testing.Samples;

class CleanerTest {
    private static final Instant NOW = Samples.T0;
    private static final Instant OLD = NOW.minusSeconds(2 * 3600);

    @TempDir
    Path place;

    private NeronetHome home;
    private Cleaner cleaner;

    @BeforeEach
    void makeHome() {
        home = new NeronetHome(place.resolve("home")).ensure();
        var clusters = new Clusters(Optional.empty(), Map.of("a/b", Cluster.of("a/b", Optional.of("host"), "slurm")));
        cleaner = new Cleaner(home, () -> clusters, () -> NOW);
    }

    private Path write(String name, int bytes, Instant at) throws IOException {
        var file = home.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(at));
        return file;
    }

    private List<String> found() {
        return cleaner.leftovers().stream()
                .map(each -> home.root().relativize(each.path()) + " " + each.bytes())
                .toList();
    }

    @Test
    void whatComesAgainIsFound() throws Exception {
        write("cache/logs/3-1/neronet-stdout.txt", 10, NOW);
        write("cache/cluster-gone.json", 20, NOW);
        write("cache/sqlite-3.53-x-libsqlitejdbc.so", 30, OLD);
        write("cache/archive.part", 40, OLD);
        write(".preferences.yaml.01234567-89ab-cdef-0123-456789abcdef", 50, OLD);
        write("log/neroman.log", 1_000_001, NOW);
        write("log/neroman.log.1", 60, NOW);

        assertThat(found())
                .containsExactly(
                        "cache/archive.part 40",
                        "cache/cluster-gone.json 20",
                        "cache/logs 10",
                        "cache/sqlite-3.53-x-libsqlitejdbc.so 30",
                        ".preferences.yaml.01234567-89ab-cdef-0123-456789abcdef 50",
                        "log/neroman.log 1000001",
                        "log/neroman.log.1 60");

        cleaner.remove(cleaner.leftovers());

        assertThat(found()).isEmpty();
        assertThat(home.cache()).isEmptyDirectory();
        assertThat(home.log().resolve("neroman.log")).isEmptyFile();
        assertThat(home.log().resolve("neroman.log.1")).doesNotExist();
    }

    @Test
    void everythingElseStays() throws Exception {
        var kept = List.of(
                write("cache/cluster-local.json", 1, OLD),
                write("cache/cluster-a%2Fb.json", 1, OLD),
                write("cache/sqlite-3.53-y-libsqlitejdbc.so", 1, NOW),
                write(".clusters.yaml.01234567-89ab-cdef-0123-456789abcdef", 1, NOW),
                write("log/neroman.log", 1000, OLD),
                write("log/other.log.1", 1, OLD),
                write("home_id", 33, OLD),
                write("history.db", 1, OLD),
                write("history-20260101-000000.db", 1, OLD),
                write("preferences.yaml", 1, OLD),
                write("clusters.yaml", 1, OLD),
                write("lib/0123/neromum.jar", 1, OLD),
                write("mum/direct-vm/mum_id", 1, OLD),
                write("work/attempts/1/stdout", 1, OLD),
                write(".vimrc", 1, OLD));

        assertThat(found()).isEmpty();
        cleaner.remove(cleaner.leftovers());
        assertThat(kept).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void linksAreRemovedAndNotFollowed() throws Exception {
        var precious = Files.createDirectory(place.resolve("precious"));
        Files.writeString(precious.resolve("file"), "mine");
        write("cache/old/x", 1, OLD);
        Files.createSymbolicLink(home.cache().resolve("old/link"), precious);
        Files.setLastModifiedTime(home.cache().resolve("old"), FileTime.from(OLD));

        cleaner.remove(cleaner.leftovers());

        assertThat(home.cache()).isEmptyDirectory();
        assertThat(precious.resolve("file")).hasContent("mine");
    }

    @Test
    void whatWentMeanwhileIsNoFault() throws Exception {
        write("cache/x", 1, OLD);
        var leftovers = cleaner.leftovers();
        Files.delete(home.cache().resolve("x"));

        cleaner.remove(leftovers);

        Files.delete(home.cache());
        assertThat(found()).isEmpty();
    }

    @Test
    void whatCannotBeRemovedIsSaid() {
        var folder = home.log();
        var fault = new Leftover(folder, "not a log", 0, true);

        assertThatThrownBy(() -> cleaner.remove(List.of(fault))).hasMessageStartingWith("cannot remove " + folder);
    }
}
