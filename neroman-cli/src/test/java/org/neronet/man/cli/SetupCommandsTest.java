package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.common.process.CommandResult;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.ClustersFile;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.config.PosixWords;
import org.neronet.man.config.PreferencesFile;
import org.neronet.man.history.OldHistory;
import org.neronet.man.service.Leftover;
import org.neronet.man.service.Setup;
import org.neronet.man.spec.SpecFile;
import org.neronet.man.testing.Samples;

/** The commands for the user's own files, in dialogs and without. */
class SetupCommandsTest {
    @TempDir
    Path place;

    private final FakeService service = new FakeService();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> git = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private NeronetHome home;
    private boolean canAsk;
    private String input = "";

    @BeforeEach
    void nameTheHome() {
        home = new NeronetHome(place.resolve("home"));
    }

    private ExitCode run(String... words) {
        out.reset();
        err.reset();
        var terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(input)),
                canAsk,
                canAsk,
                false,
                200);
        var setup = new Setup(home, place, environment, (argv, limit) -> git(argv.get(argv.size() - 1)));
        var session = new Session(terminal, () -> service, () -> Samples.T0, ZoneOffset.UTC, setup);
        return Neroman.run(List.of(words), session, place.resolve("log/neroman.log"));
    }

    private CommandResult git(String key) throws IOException {
        if (git.containsKey("none")) {
            throw new IOException("no git");
        }
        var said = git.getOrDefault(key, "");
        return new CommandResult(said.isEmpty() ? 1 : 0, said + "\n", "", false);
    }

    /** Answers questions with these lines, at a terminal. */
    private ExitCode dialog(String lines, String... words) {
        canAsk = true;
        input = lines;
        return run(words);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDialogWritesWhatWasSaid() throws Exception {
        assertThat(dialog("Ada\nada@example.org\ntriton\nme@triton.aalto.fi\ndirect\nno\n", "init"))
                .isEqualTo(ExitCode.OK);

        var preferences = PreferencesFile.read(home.preferences());
        assertThat(preferences.name()).contains("Ada");
        assertThat(preferences.email()).contains("ada@example.org");
        var clusters = new ClustersFile(home.clusters()).read();
        assertThat(clusters.get("triton")).isEqualTo(Cluster.of("triton", Optional.of("me@triton.aalto.fi"), "direct"));
        assertThat(clusters.defaultCluster()).isEmpty();
        for (var file : List.of(home.preferences(), home.clusters())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file).content().startsWith("# Neronet: ");
        }
        assertThat(err())
                .contains("Enter takes what stands in brackets")
                .contains("wrote " + home.preferences())
                .contains("next: neroman mum start triton tries the cluster");
    }

    @Test
    void enterTakesTheDefaults() {
        git.put("user.name", "Jane Doe");
        git.put("user.email", "jane@example.org");
        environment.put("NERONET_EMAIL", "env@example.org");

        assertThat(dialog("\n\ngpu1\n\n\n\n", "init")).isEqualTo(ExitCode.OK);

        assertThat(err())
                .contains("Your name [Jane Doe]: Your mail address [env@example.org]: ")
                .contains("Its address, as behind ssh; '-' if it is this machine [gpu1]: ")
                .contains("[slurm]: Is it meant when no cluster is named [yes]: ");
        var preferences = PreferencesFile.read(home.preferences());
        assertThat(preferences.name()).contains("Jane Doe");
        assertThat(preferences.email()).contains("env@example.org");
        var clusters = new ClustersFile(home.clusters()).read();
        assertThat(clusters.get("gpu1")).isEqualTo(Cluster.of("gpu1", Optional.of("gpu1"), "slurm"));
        assertThat(clusters.defaultCluster()).contains("gpu1");
    }

    @Test
    void nothingHasToBeSaid() {
        git.put("none", "");
        assertThat(dialog("\n\n\n", "init", "exp")).isEqualTo(ExitCode.OK);

        assertThat(PreferencesFile.read(home.preferences()).name()).isEmpty();
        assertThat(new ClustersFile(home.clusters()).read().byName()).containsOnlyKeys("local");
        assertThat(SpecFile.read(place.resolve("exp")).experiments()).hasSize(2);
        assertThat(err()).contains("next: neroman check " + place.resolve("exp") + ", then neroman submit local");
    }

    @Test
    void aBadAnswerIsAskedForAgain() {
        var lines = "-\nx\nada@example.org\nlocal\nall\nmine\n-ox\n-\nslrum\nunmanaged\nperhaps\nN\n";
        assertThat(dialog(lines, "init")).isEqualTo(ExitCode.OK);

        assertThat(err())
                .contains("email cannot be 'x': 'x' is no mail address")
                .contains("'local' is always there")
                .contains("'all' is a reserved word")
                .contains("'-ox' is not a host name")
                .contains("'type' cannot be 'slrum'; did you mean 'slurm'?")
                .contains("yes or no?");
        var mine = new ClustersFile(home.clusters()).read().get("mine");
        assertThat(mine.sshAddress()).isEmpty();
        assertThat(mine.type()).isEqualTo("direct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada\n", "Ada\n\ntriton\n", "Ada\n\ntriton\n\n\n"})
    void whoLeavesInBetweenLeavesEverythingAsItWas(String lines) {
        assertThat(dialog(lines, "init", "exp")).isEqualTo(ExitCode.INTERRUPTED);

        assertThat(err()).endsWith("nothing was written\n");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void onlyWhatIsMissingIsAskedAbout() throws Exception {
        Files.createDirectories(home.root());
        Files.writeString(home.preferences(), "name: me\n");
        assertThat(dialog("\n", "init")).isEqualTo(ExitCode.OK);
        assertThat(err()).doesNotContain("Your name").contains("Its name").contains("kept " + home.preferences());
        assertThat(home.preferences()).hasContent("name: me\n");

        assertThat(dialog("", "init", "exp")).isEqualTo(ExitCode.OK);
        assertThat(err()).doesNotContain("Its name").contains("wrote " + place.resolve("exp/config.yaml"));
    }

    @Test
    void flagsAskNothing() {
        canAsk = true;
        assertThat(run(
                        "init",
                        "--folder",
                        "a/b",
                        "--name",
                        "Ada",
                        "--cluster",
                        "triton",
                        "--address",
                        "t.example.org",
                        "--type",
                        "slurm",
                        "--default-cluster",
                        "triton"))
                .isEqualTo(ExitCode.OK);

        assertThat(err()).doesNotContain("[");
        assertThat(new ClustersFile(home.clusters()).read().defaultCluster()).contains("triton");
        assertThat(place.resolve("a/b/config.yaml")).exists();
        assertThat(run("--init", "-y")).isEqualTo(ExitCode.OK);
        assertThat(err()).contains("kept " + home.clusters() + ", which was there");
    }

    @Test
    void withoutATerminalNothingIsAsked() {
        assertThat(run("init")).isEqualTo(ExitCode.OK);
        assertThat(err()).contains("wrote " + home.clusters()).doesNotContain("Your name");
    }

    @Test
    void answersThatAKeptFileDidNotTakeAreLinesToType() {
        run("init");
        assertThat(run(
                        "init",
                        "--name",
                        "Ada L",
                        "--cluster",
                        "t",
                        "--address",
                        "me@t",
                        "--type",
                        "slurm",
                        "--default-cluster",
                        "t"))
                .isEqualTo(ExitCode.OK);

        assertThat(err())
                .contains("not written, since the file was there: neroman config set name 'Ada L'\n")
                .contains("there: neroman cluster add t me@t --type slurm\n")
                .contains("there: neroman config set default_cluster t\n")
                .doesNotContain("mum start");
    }

    @Test
    void badFlagsWriteNothing() {
        assertThat(run("init", "--email", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("email cannot be 'x'").contains("hint: neroman config set email ada@example.org");
        assertThat(run("init", "--type", "slurm")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("--address and --type need the cluster's name");
        assertThat(run("init", "--cluster", "t")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("which type of cluster is t?");
        assertThat(run("init", "--cluster", "t", "--type", "pbs")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("cluster 't' cannot be so: 'type' cannot be 'pbs'");
        assertThat(run("init", "--default-cluster", "t")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("default_cluster cannot be 't'");
        assertThat(run("init", "a", "--folder", "b")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("two folders are named");
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void aFileInTheFoldersPlaceStopsEverything() throws Exception {
        Files.writeString(place.resolve("exp"), "mine");

        assertThat(run("init", "exp/sub")).isEqualTo(ExitCode.USAGE);

        assertThat(err()).contains(place.resolve("exp") + " is not a folder");
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void aForeignLookingHomeIsRefused() throws Exception {
        Files.createDirectories(home.root());
        Files.setPosixFilePermissions(home.root(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(run("init", "exp")).isEqualTo(ExitCode.REFUSED);

        assertThat(home.root()).isEmptyDirectory();
        assertThat(place.resolve("exp")).doesNotExist();
    }

    @Test
    void aLinkToNothingIsAFileThatIsThere() throws Exception {
        Files.createDirectories(home.root());
        Files.createSymbolicLink(home.preferences(), place.resolve("nowhere"));

        assertThat(run("init")).isEqualTo(ExitCode.OK);

        assertThat(err()).contains("kept " + home.preferences());
        assertThat(place.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aNewHomeIsToldHowToBegin() {
        service.experiments = false;
        run("status");
        assertThat(err()).startsWith("first time here? neroman init asks");
        run("init");
        run("status");
        assertThat(err()).isEmpty();
    }

    @Test
    void valuesAreShownWithTheirOrigin() {
        run("init", "--name", "Ada");
        assertThat(run("config", "get", "name")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("Ada\n");
        assertThat(err()).matches("from: .*preferences.yaml:\\d+\n");

        environment.put("NERONET_NAME", "Eve");
        assertThat(run("--config", "get")).isEqualTo(ExitCode.OK);
        assertThat(out()).containsPattern("name +Eve +environment NERONET_NAME").containsPattern("mail +not set");
        run("config", "get", "--json");
        var settings = Json.parseObject(out()).objects("settings", each -> each);
        assertThat(settings).extracting(each -> each.string("from")).contains("environment", "default", "nowhere");
        assertThat(settings.get(0).string("variable")).isEqualTo("NERONET_NAME");

        assertThat(run("config", "get", "mail")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err()).contains("mail is not set").contains("hint: neroman config set mail '{smtp: ");
        assertThat(run("config", "get", "nam")).isEqualTo(ExitCode.USAGE);
        run("config", "get", "clusters");
        assertThat(out().lines()).hasSize(1);
    }

    @Test
    void valuesAreChangedAndRemoved() {
        assertThat(run("config", "set", "email", "ada@example.org")).isEqualTo(ExitCode.OK);
        assertThat(err()).matches("email: ada@example.org \\(.*preferences.yaml:\\d+\\)\n");
        run("config", "set", "clusters.local.setup", "--a", "b c");
        run("config", "get", "clusters.local", "--json");
        assertThat(out()).contains("\"value\":[\"--a\",\"b c\"],\"from\":\"file\"");
        environment.put("NERONET_EMAIL", "env@example.org");
        run("config", "set", "email", "eve@example.org");
        assertThat(err()).contains("warning: NERONET_EMAIL is set and comes first: env@example.org");
        environment.clear();

        assertThat(run("config", "unset", "email")).isEqualTo(ExitCode.OK);
        assertThat(err()).isEqualTo("email is not set any more\n");
        run("config", "unset", "autocollect");
        assertThat(err()).isEqualTo("autocollect was not set; now: true (default)\n");
        assertThat(run("config", "set", "email")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void placesAreShownWithTheirSizes() throws Exception {
        assertThat(run("config", "where")).isEqualTo(ExitCode.OK);
        assertThat(out()).containsPattern("history +none +" + home.historyDatabase());
        assertThat(home.root()).doesNotExist();
        home.ensure();
        Files.writeString(home.root().resolve("history-20260101-000000.db"), "12345");
        Files.writeString(home.cache().resolve("x"), "123");

        run("config", "where");
        assertThat(out()).containsPattern("older history +5 B ").containsPattern("cache +3 B ");
        run("config", "where", "--json");
        var places = Json.parseObject(out()).objects("places", each -> each);
        assertThat(places.get(0).string("path")).isEqualTo(home.root().toString());
        assertThat(places.get(0).integer("bytes")).isEqualTo(8);
        assertThat(places.get(1).bool("exists")).isFalse();
    }

    private void leave() {
        service.leftovers = List.of(
                new Leftover(Path.of("/h/cache/x"), "made again when needed", 1200, false),
                new Leftover(Path.of("/h/cache/logs"), "copies", 300, false));
    }

    @Test
    void cleaningAsksOnce() {
        leave();
        assertThat(dialog("y\n", "clean")).isEqualTo(ExitCode.OK);
        assertThat(out()).containsPattern("1\\.2 kB +made again when needed +/h/cache/x");
        assertThat(err()).isEqualTo("remove these 1.5 kB? [y/N] removed 1.5 kB\n");
        assertThat(service.asked).containsExactly("leftovers", "remove 2");

        assertThat(dialog("\n", "clean")).isEqualTo(ExitCode.REFUSED);
        assertThat(err()).endsWith("nothing was changed\n");
        assertThat(service.asked).containsExactly("leftovers", "remove 2", "leftovers");
    }

    @Test
    void whereNobodyCanBeAskedCleaningOnlyShows() {
        leave();
        assertThat(run("clean")).isEqualTo(ExitCode.USAGE);
        assertThat(out()).contains("/h/cache/x");
        assertThat(err())
                .isEqualTo("neroman: nobody can be asked here, so nothing was changed\nhint: neroman clean --yes\n");
        assertThat(run("clean", "--dry-run", "--yes")).isEqualTo(ExitCode.OK);
        assertThat(service.asked).doesNotContain("remove 2");
        assertThat(run("--clean", "--yes", "--json")).isEqualTo(ExitCode.OK);
        assertThat(Json.parseObject(out()).bool("done")).isTrue();
        assertThat(service.asked).contains("remove 2");
        service.leftovers = List.of();
        assertThat(run("clean")).isEqualTo(ExitCode.OK);
        assertThat(err()).isEqualTo("nothing to clean\n");
    }

    @Test
    void aNewHistoryIsBegunAfterAQuestion() {
        assertThat(run("clean", "--history")).isEqualTo(ExitCode.OK);
        assertThat(err()).isEqualTo("the history is empty\n");
        service.oldHistory = new OldHistory(3, 7, List.of(2L, 3L));
        assertThat(run("clean", "--history")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("hint: neroman clean --history --yes").contains("results of 2-3 are not here");
        assertThat(dialog("n\n", "clean", "--history")).isEqualTo(ExitCode.REFUSED);
        assertThat(service.asked).doesNotContain("start anew");

        assertThat(dialog("yes\n", "clean", "--history", "--json")).isEqualTo(ExitCode.OK);

        assertThat(err())
                .contains(
                        "the history has 3 experiments; it will be kept whole under another name, and new ids go on at 8")
                .contains("nothing is lost: the old history is /home/history-1.db");
        assertThat(Json.parseObject(out()).string("kept_as")).isEqualTo("/home/history-1.db");
        assertThat(service.asked).contains("start anew").doesNotContain("leftovers");
    }

    @Test
    void theLinesOfTheManualWork() throws Exception {
        home.ensure();
        Files.writeString(
                home.clusters(),
                "clusters:\n  triton: {type: slurm}\n  gpu1: {type: direct}\n  gpu2: {type: direct}\n");
        var manual = Files.readString(Path.of("../docs/manual/settings.md"));
        var lines = manual.lines()
                .filter(line -> line.startsWith("    neroman "))
                .map(line -> line.strip().replaceFirst(" +# .*", ""))
                .toList();

        assertThat(lines).hasSizeGreaterThan(10);
        for (var line : lines) {
            var words = PosixWords.texts(line);
            canAsk = true;
            input = "\n\n\n\n\n\n";
            assertThat(run(words.subList(1, words.size()).toArray(String[]::new)))
                    .as(line + "\n" + err())
                    .isEqualTo(line.endsWith("get email") ? ExitCode.NOT_FOUND : ExitCode.OK);
        }
        for (var key : List.of("name", "email", "default_cluster", "autocollect", "mail", "notify", "queue_max")) {
            assertThat(manual).contains("`" + key + "`");
        }
    }
}
