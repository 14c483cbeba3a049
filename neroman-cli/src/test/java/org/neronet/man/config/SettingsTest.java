package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

class SettingsTest {
    private static final String CLUSTERS = """
            # mine
            default_cluster: triton  # a
            clusters:
              triton: {ssh_address: triton.aalto.fi, type: slurm}  # b
              my.host:
                type: direct
                slots: 2  # c
            groups: {gpu: [my.host]}
            """;

    @TempDir
    Path place;

    private final Map<String, String> environment = new HashMap<>();
    private NeronetHome home;
    private Settings settings;
    private SettingsEdit edit;

    @BeforeEach
    void open() {
        home = new NeronetHome(place.resolve("home")).ensure();
        settings = new Settings(home, environment);
        edit = new SettingsEdit(home);
    }

    private void clusters(String text) throws IOException {
        Files.writeString(home.clusters(), text);
    }

    private void preferences(String text) throws IOException {
        Files.writeString(home.preferences(), text);
    }

    private String get(String key) {
        var said = settings.get(key);
        assertThat(said).hasSize(1);
        return said.get(0).text() + " from " + said.get(0).origin().text().replace(home.root() + "/", "");
    }

    private static void refused(ExitCode code, ThrowingCallable call, String message, String hint) {
        assertThatThrownBy(call).isInstanceOfSatisfying(NeronetException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).contains(hint);
        });
    }

    @Test
    void withoutFilesThereAreDefaults() {
        assertThat(settings.all())
                .extracting(Setting::key)
                .containsExactly("name", "email", "default_cluster", "autocollect", "mail", "notify");
        assertThat(get("name")).isEqualTo(" from not set");
        assertThat(get("autocollect")).isEqualTo("true from default");
        assertThat(get("default_cluster")).isEqualTo("local from default");
        assertThat(get("clusters.local.type")).isEqualTo("direct from default");
        assertThat(get("clusters.local.transport")).isEqualTo(" from not set");
    }

    @Test
    void everyValueSaysWhereItComesFrom() throws Exception {
        clusters(CLUSTERS);
        preferences("# me\nname: 42\nmail: {smtp: {port: 587}}\ndefault_cluster: my.host\nemail:\n");
        environment.put("NERONET_EMAIL", "env@example.org");
        environment.put("NERONET_NAME", " ");

        assertThat(get("name")).isEqualTo("42 from preferences.yaml:2");
        assertThat(get("email")).isEqualTo("env@example.org from environment NERONET_EMAIL");
        assertThat(get("mail")).isEqualTo("{\"smtp\":{\"port\":587}} from preferences.yaml:3");
        assertThat(get("default_cluster")).isEqualTo("triton from clusters.yaml:2");
        assertThat(get("clusters.my.host.slots")).isEqualTo("2 from clusters.yaml:7");
        assertThat(get("clusters.triton.transport")).isEqualTo("auto from default");
        assertThat(get("groups.gpu")).isEqualTo("[\"my.host\"] from clusters.yaml:8");
        assertThat(settings.get("clusters.triton"))
                .extracting(Setting::key)
                .containsExactly("clusters.triton.ssh_address", "clusters.triton.type");
        assertThat(settings.get("clusters")).hasSize(4);
        assertThat(settings.get("groups")).hasSize(1);
        assertThat(settings.all()).hasSize(6 + 4 + 1);
        assertThat(settings.get("clusters.my.host.slots").get(0).value()).contains(2L);

        environment.put("NERONET_DEFAULT_CLUSTER", "local");
        assertThat(get("default_cluster")).isEqualTo("local from environment NERONET_DEFAULT_CLUSTER");
        var read = new ClustersFile(home.clusters(), environment).read();
        assertThat(read.defaultCluster()).contains("local");
        assertThat(read.groups()).containsEntry("gpu", List.of("my.host"));
        assertThat(PreferencesFile.read(home.preferences(), environment))
                .isEqualTo(
                        new Preferences(Optional.of("42"), Optional.of("env@example.org"), Optional.of("local"), true));
    }

    @Test
    void theDefaultClusterMayStandInEitherFile() throws Exception {
        clusters("clusters:\n  a: {type: direct}\n");
        assertThat(get("default_cluster")).isEqualTo(" from not set");
        preferences("default_cluster: a # x\nname: me\n");
        assertThat(get("default_cluster")).isEqualTo("a from preferences.yaml:1");

        edit.set("default_cluster", List.of("local"));
        assertThat(get("default_cluster")).isEqualTo("local from clusters.yaml:3");
        assertThat(edit.unset("default_cluster")).isTrue();
        assertThat(edit.unset("default_cluster")).isTrue();
        assertThat(edit.unset("default_cluster")).isFalse();
        assertThat(home.clusters()).hasContent("clusters:\n  a: {type: direct}\n");
        assertThat(home.preferences()).hasContent("name: me\n");
    }

    @Test
    void settingChangesOneValueAndKeepsModeAndComments() throws Exception {
        clusters(CLUSTERS);
        Files.setPosixFilePermissions(home.clusters(), PosixFilePermissions.fromString("rw-r-----"));

        edit.set("default_cluster", List.of("my.host"));
        edit.set("clusters.triton.workdir", List.of("/scratch/$USER/a b"));
        edit.set("clusters.my.host.slots", List.of("8"));
        edit.set("clusters.my.host.setup", List.of("module load x", "export A=\"1\""));
        edit.set("clusters.triton.sbatch_args", List.of("--account='a b' --qos=low"));
        edit.set("clusters.local.gpus", List.of("1"));
        edit.set("groups.gpu", List.of("[triton, my.host]"));

        assertThat(Files.readString(home.clusters())).isEqualTo("""
                # mine
                default_cluster: my.host  # a
                clusters:
                  triton: {ssh_address: triton.aalto.fi, type: slurm, workdir: "/scratch/$USER/a b", \
                sbatch_args: "--account='a b' --qos=low"}  # b
                  my.host:
                    type: direct
                    slots: 8  # c
                    setup: ["module load x", "export A=\\"1\\""]
                  local:
                    gpus: 1
                groups: {gpu: [triton, my.host]}
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.clusters())))
                .isEqualTo("rw-r-----");
        assertThat(get("clusters.triton.sbatch_args")).startsWith("--account='a b' --qos=low from");
        assertThat(edit.unset("clusters.local.gpus")).isTrue();
        assertThat(home.clusters()).content().doesNotContain("local");
    }

    @Test
    void aByteOrderMarkStays() throws Exception {
        Files.write(home.preferences(), "\uFEFFname: a\r\n# x\r\n".getBytes(StandardCharsets.UTF_8));

        edit.set("email", List.of("me@example.org"));

        assertThat(Files.readString(home.preferences())).isEqualTo("\uFEFFname: a\r\nemail: me@example.org\r\n# x\r\n");
    }

    @Test
    void aMissingFileIsMadeWithItsManual() throws Exception {
        var said = edit.set("email", List.of("me@example.org"));

        assertThat(said.origin()).isInstanceOf(Origin.Line.class);
        assertThat(Files.readString(home.preferences()))
                .contains("#email: ada@example.org\nemail: me@example.org\n")
                .contains("#name: Ada Lovelace\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.preferences())))
                .isEqualTo("rw-------");
        edit.set("clusters.local.slots", List.of("3"));
        assertThat(new ClustersFile(home.clusters())
                        .read()
                        .get("local")
                        .settings()
                        .slots())
                .contains(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | x | email cannot be 'x': 'x' is no mail address | neroman config set email ada@example.org",
                "autocollect | maybe | autocollect cannot be 'maybe': 'autocollect' must be true or false, not the text 'maybe'"
                        + " | neroman config set autocollect true",
                "clusters.triton.slots | many | clusters.triton.slots cannot be 'many': 'slots' must be a whole number from"
                        + " 1 to 1000000, not the text 'many' | neroman config set clusters.triton.slots 4",
                "clusters.triton.type | slrum | clusters.triton.type cannot be 'slrum': 'type' cannot be 'slrum'; did you"
                        + " mean 'slurm'? | neroman config set clusters.triton.type slurm",
                "default_cluster | trion | default_cluster cannot be 'trion': default_cluster: no cluster 'trion'; did you"
                        + " mean 'triton'? | neroman config set default_cluster local",
                "mail | {smtp: | mail cannot be '{smtp:': that is not YAML in one line | neroman config set mail '{smtp:",
                "clusters.triton.setup | [a, | clusters.triton.setup cannot be '[a,': that is not YAML in one line"
                        + " | neroman config set clusters.triton.setup '[module load anaconda]'",
                "clusters.triton.sbatch_args | 'a | clusters.triton.sbatch_args cannot be ''a': 'sbatch_args': the quote '"
                        + " has no end | neroman config set clusters.triton.sbatch_args '--account=nlp --qos=normal'",
            },
            quoteCharacter = '^')
    void aBadValueChangesNothing(String key, String value, String message, String hint) throws Exception {
        clusters(CLUSTERS);
        preferences("name: me\n");

        assertThatThrownBy(() -> edit.set(key, List.of(value))).isInstanceOfSatisfying(NeronetException.class, e -> {
            assertThat(e.code()).isEqualTo(ExitCode.USAGE);
            assertThat(e).hasMessage(message);
            assertThat(e.hint().orElse("")).startsWith(hint);
        });

        assertThat(home.clusters()).hasContent(CLUSTERS);
        assertThat(home.preferences()).hasContent("name: me\n");
    }

    @Test
    void oneValueIsOneValue() throws Exception {
        clusters(CLUSTERS);
        assertThatThrownBy(() -> edit.set("name", List.of("Ada", "Lovelace")))
                .hasMessageContaining("one value is needed, not 2; quote what belongs together");
        assertThatThrownBy(() -> edit.set("name", List.of())).hasMessageContaining("one value is needed, not 0");
        assertThatThrownBy(() -> edit.set("name", List.of(" "))).hasMessage("name cannot be empty");
        assertThatThrownBy(() -> edit.set("clusters.triton.slots", List.of("4\nx: 1")))
                .hasMessageContaining("that is more than one value");
        assertThatThrownBy(() -> edit.set("clusters.triton.slots", List.of("4 # x")))
                .hasMessageContaining("without harm");
        assertThat(home.clusters()).hasContent(CLUSTERS);
    }

    @Test
    void unknownKeysProposeTheNearest() throws Exception {
        clusters(CLUSTERS);
        refused(
                ExitCode.USAGE,
                () -> edit.set("emial", List.of("x")),
                "no setting 'emial'; did you mean 'email', 'mail'?",
                "known are autocollect, default_cluster, email, mail, name, notify, clusters.NAME.KEY and groups.NAME");
        refused(
                ExitCode.USAGE,
                () -> settings.get("slots"),
                "no setting 'slots'",
                "one of a cluster is meant so: clusters.NAME.slots");
        refused(
                ExitCode.USAGE,
                () -> settings.get("clusters.x"),
                "no setting 'clusters.x'",
                "clusters.NAME.KEY, such as clusters.triton.workdir");
        assertThatThrownBy(() -> edit.set("clusters.triton.slot", List.of("1")))
                .hasMessage("no setting 'clusters.triton.slot'; did you mean 'clusters.triton.slots'?");
        assertThatThrownBy(() -> settings.get("clusters.triton.zzzzz"))
                .hasMessage("no setting 'clusters.triton.zzzzz'");
        refused(
                ExitCode.NOT_FOUND,
                () -> edit.set("clusters.trion.slots", List.of("1")),
                "no cluster 'trion'; did you mean 'triton'?",
                "neroman cluster list, or: neroman cluster add trion ADDRESS --type slurm");
        assertThatThrownBy(() -> edit.unset("clusters.x.slots")).hasMessageStartingWith("no cluster 'x'");
        assertThatThrownBy(() -> settings.get("clusters.x.slots")).hasMessageStartingWith("no cluster 'x'");
    }

    @Test
    void whatAFileCannotBeWithoutStays() throws Exception {
        clusters(CLUSTERS);
        refused(
                ExitCode.USAGE,
                () -> edit.unset("clusters.triton.type"),
                "clusters.triton.type must be there: cluster 'triton' has no type",
                "neroman config set clusters.triton.type slurm");
        assertThat(home.clusters()).hasContent(CLUSTERS);
        clusters("clusters: {a: {type: direct}}\n");
        assertThatThrownBy(() -> edit.unset("clusters.a.type")).hasMessageContaining("must be there");
    }

    @Test
    void aFaultyFileCanBeMendedButNotMadeWorse() throws Exception {
        preferences("email: x\nname: me\n");
        assertThatThrownBy(settings::all).hasMessageContaining("preferences.yaml:1:8: error: 'x' is no mail address");
        assertThatThrownBy(() -> settings.get("name")).hasMessageContaining("'x' is no mail address");
        assertThatThrownBy(() -> edit.set("name", List.of("you")))
                .hasMessageContaining("preferences.yaml:1:8: error: 'x' is no mail address");
        assertThatThrownBy(() -> edit.unset("name")).hasMessageContaining("'x' is no mail address");

        edit.set("email", List.of("me@example.org"));

        assertThat(home.preferences()).hasContent("email: me@example.org\nname: me\n");
    }

    @ParameterizedTest
    @MethodSource
    void theManualOfTheFileHasAnExampleThatCanBeSet(String key) throws Exception {
        clusters("clusters:\n  triton: {type: slurm}\n");
        var example = SettingKey.named(key).example();

        assertThat(example).startsWith("neroman config set " + key + " ").doesNotEndWith("VALUE");
        edit.set(
                key,
                PosixWords.texts(example).subList(4, PosixWords.texts(example).size()));
    }

    static List<String> theManualOfTheFileHasAnExampleThatCanBeSet() {
        var keys = new java.util.ArrayList<>(
                SettingKey.general().stream().map(SettingKey::name).toList());
        ClusterReader.KEYS.forEach(field -> keys.add("clusters.triton." + field));
        keys.add("groups.here");
        return keys;
    }
}
