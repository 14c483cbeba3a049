package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.neronet.common.disk.Sha256;
import org.neronet.common.fault.NeronetException;

class ClusterJarsTest {
    /** Files for other tests, whose {@code start} is a script of theirs. */
    static ClusterJars with(String start) {
        return new ClusterJars(Map.of(
                "start", start.getBytes(),
                "parent", "parent\n".getBytes(),
                "pack", "pack\n".getBytes(),
                "nerokid.jar", new byte[100_000],
                "neromum.jar", ("mum" + start).getBytes()));
    }

    @Test
    void startIsTheLastToBePut() {
        assertThat(with("x").files().keySet()).containsExactly("neromum.jar", "nerokid.jar", "parent", "pack", "start");
    }

    @Test
    void mumsJarNamesTheFolder() {
        assertThat(with("").sha()).isEqualTo(Sha256.of("mum".getBytes()));
    }

    @Test
    void itTakesAllFour() {
        assertThatThrownBy(() -> new ClusterJars(Map.of("start", new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neromum.jar");
    }

    @Test
    void theScriptsComeOutOfMumsJar() throws IOException {
        var jar = zip(
                "org/x/start",
                "no",
                "cluster/parent",
                "P",
                "cluster/pack",
                "K",
                "cluster/start",
                "S",
                "cluster/other",
                "no");

        var jars = carrying(Map.of("/cluster/neromum.jar", jar, "/cluster/nerokid.jar", new byte[3]));

        assertThat(jars.files().get("parent")).asString().isEqualTo("P");
        assertThat(jars.files().get("start")).asString().isEqualTo("S");
        assertThat(jars.files().get("nerokid.jar")).hasSize(3);
        assertThat(jars.sha()).isEqualTo(Sha256.of(jar));
    }

    @Test
    void aJarWithoutScriptsIsABuildFault() throws IOException {
        var jar = zip("cluster/parent", "P");

        assertThatThrownBy(() -> carrying(Map.of("/cluster/neromum.jar", jar)))
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("cluster/start");
    }

    @Test
    void aBuildWithoutJarsSaysHowToBuild() {
        assertThatThrownBy(() -> carrying(Map.of()))
                .isInstanceOfSatisfying(
                        NeronetException.class,
                        e -> assertThat(e.hint().orElseThrow()).contains("mvnw"))
                .hasMessageContaining("neromum.jar");
    }

    private static ClusterJars carrying(Map<String, byte[]> resources) {
        return ClusterJars.from(
                name -> resources.containsKey(name) ? new ByteArrayInputStream(resources.get(name)) : null);
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes());
            }
        }
        return bytes.toByteArray();
    }
}
