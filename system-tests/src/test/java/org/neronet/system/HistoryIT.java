package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was once run is found again: by the commands, and in the database by other programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path MANUAL = Path.of(System.getProperty("neronet.checkout", ".."), "docs/manual/history.md");
    private static final List<String> ODD = List.of(
            "--lr", "0.10", "--deep", "n=3", "", "a b", "it's", "{lr}", "$(touch x)", "*", "multi\nline", "-5", "ä");

    @RegisterExtension
    static final Lab LAB = Lab.local();

    /** Experiments 1 and 3 finish, 2 and 4 fail; 1 and 3 are tagged. */
    @BeforeAll
    void runFour() {
        var folder = LAB.stage()
                .experiment(
                        "lang",
                        List.of(
                                "collection: lang",
                                "command: [sh, -c, 'echo loss {lr}; echo loss 0.25; echo $PPID >out.txt; exit {code}']",
                                "parameters: {lr: [0.1, 0.01], code: [0, 3]}"));
        assertThat(LAB.neroman().add(folder)).containsExactly(1L, 2L, 3L, 4L);
        LAB.neroman().run("submit", "local", "1-4", "--wait").exits(7);
        LAB.neroman().run("fetch").ok();
        LAB.neroman().run("tag", "1,3", "paper").ok();
    }

    private static List<String> moments(String selection) {
        return StreamSupport.stream(
                        LAB.neroman()
                                .json("history", selection, "--json")
                                .path("history")
                                .spliterator(),
                        false)
                .map(moment -> moment.path("what").asText())
                .toList();
    }

    private static JsonNode shown(String word) {
        return LAB.neroman().json("show", word, "--json").path("experiment");
    }

    @Test
    void everythingThatHappenedIsTold() {
        assertThat(moments("2")).containsSubsequence("defined", "submitted", "accepted", "running", "ended", "fetched");
        var lines = LAB.neroman().run("history", "2").ok().lines();
        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  #2 lang/lang_lr-0.1_code-3" + "  defined by "
                        + LAB.account().name() + " on \\S+");
        assertThat(lines)
                .anyMatch(line -> line.endsWith("failed: exit 3 (exit file)"))
                .anyMatch(line -> line.endsWith("results/2-lang_lr-0.1_code-3"));
        assertThat(LAB.neroman().run("history", "--limit", "3").ok().lines()).hasSize(3);
        assertThat(LAB.neroman().run("history", "9999").exits(3).err()).contains("no experiment ever had the id 9999");
    }

    @Test
    void onePageShowsAllOfAnExperiment() {
        assertThat(LAB.neroman().run("show", "2").ok().lines())
                .contains(
                        "state        failed: exit 3 (exit file)",
                        "parameters   lr = 0.1",
                        "differs in   lr 0.1, among 4 experiments of its folder: 0.1, 0.01",
                        "metrics      loss  last 0.25, min 0.1, max 0.25, 2 values",
                        "logs         neroman logs 2");
        var json = shown("lang_lr-0.1_code-3");
        assertThat(json.path("attempts")
                        .path(0)
                        .path("code")
                        .path("files")
                        .path(0)
                        .path("path")
                        .asText())
                .isEqualTo("config.yaml");
        assertThat(json.path("definitions").path(0).path("origin").path("user").asText())
                .isEqualTo(LAB.account().name());
        assertThat(json.path("identity").asText()).hasSize(64);
    }

    @Test
    void notesTagsAndStarsAreKeptAndShown() {
        var neroman = LAB.neroman();
        assertThat(neroman.run("note", "4", "was", "--too", "noisy").ok().err())
                .isEqualTo("noted for 1 experiment: 4\n");
        neroman.shell("printf 'red \\033[31m\\nline two\\n' | neroman note 4 -").ok();
        assertThat(neroman.run("tag", "3-4", "seen", "again").ok().err())
                .isEqualTo("seen: given to 2 experiments: 3-4\nagain: given to 2 experiments: 3-4\n");
        assertThat(neroman.run("tag", "4", "12").exits(2).err()).contains("'12' cannot be a tag");
        assertThat(neroman.run("tag", "3", "again", "--remove").ok().err())
                .contains("again: taken from 1 experiment: 3");
        neroman.run("star", "4").ok();
        assertThat(neroman.run("star", "4").ok().err()).isEqualTo("starred already: 1 experiment: 4\n");

        assertThat(neroman.run("status", "4").ok().out()).contains("lang_lr-0.01_code-3 * #again #seen");
        assertThat(neroman.status().experiment(4).path("tags").toString()).isEqualTo("[\"again\",\"seen\"]");
        assertThat(neroman.status().experiment(4).path("starred").asBoolean()).isTrue();
        assertThat(neroman.run("show", "4").ok().out())
                .contains("was --too noisy", "red \\x1b[31m\n             line two\n")
                .doesNotContain("\u001b");
        assertThat(shown("4").path("notes").path(1).path("text").asText()).isEqualTo("red \u001b[31m\nline two");
        neroman.run("unstar", "4").ok();
        assertThat(neroman.status().experiment(4).path("starred").asBoolean()).isFalse();
        assertThat(moments("4")).containsSubsequence("fetched", "noted", "noted", "tagged");
    }

    @Test
    void aCopyRunsOnItsOwnAndWhatIsDeletedIsStillKnown() {
        var neroman = LAB.neroman();
        var folder = LAB.stage().experiment("once", List.of("command: [sh, -c, 'echo ran >out.txt']"));
        long first = neroman.add(folder).get(0);
        long copy = Long.parseLong(
                neroman.run("copy", "once", "twice").ok().out().strip().split(" ")[0]);
        neroman.run("submit", "local", String.valueOf(copy), "--wait").ok();
        neroman.run("fetch", String.valueOf(copy)).ok();
        var results = Path.of(neroman.status().experiment(copy).path("results").asText());
        assertThat(shown(String.valueOf(copy)).path("same_as").toString()).isEqualTo("[" + first + "]");
        assertThat(neroman.run("copy", "once", "twice").exits(5).err()).contains("'twice' is the name of another");

        var both = first + "," + copy;
        assertThat(neroman.run("delete", both).exits(2).err())
                .contains("hint: neroman delete " + first + "-" + copy + " --yes");
        assertThat(neroman.run("delete", both, "--dry-run").ok().lines())
                .containsExactly(first + " once", copy + " twice");
        neroman.run("delete", both, "--yes").ok();

        assertThat(neroman.status().ids()).doesNotContain(first, copy);
        neroman.run("status", "twice").exits(3);
        assertThat(results.resolve("out.txt")).hasContent("ran");
        assertThat(folder.resolve("config.yaml")).exists();
        assertThat(moments(String.valueOf(copy)))
                .startsWith("copied", "submitted")
                .endsWith("deleted");
        assertThat(neroman.run("show", String.valueOf(copy)).ok().out()).contains("\ndeleted  ", "#" + copy);
        assertThat(neroman.add(folder).get(0)).isGreaterThan(copy);
    }

    @Test
    void aLiveExperimentIsNotDeleted() {
        var neroman = LAB.neroman();
        var folder = LAB.stage().experiment("endless", List.of("command: [sh, -c, 'while true; do sleep 0.1; done']"));
        var id = String.valueOf(neroman.add(folder).get(0));
        neroman.run("submit", "local", id).ok();
        neroman.await(
                LIMIT,
                id + " running",
                status -> status.state(Long.parseLong(id)).equals("running"));

        assertThat(neroman.run("delete", id, "-y").exits(5).err())
                .contains("experiment " + id + " is live; nothing was deleted", "neroman terminate " + id);
        assertThat(neroman.run("show", id).ok().out())
                .contains("state        running", "attempt 1    running on local");
        neroman.run("terminate", id).ok();
        neroman.await(
                LIMIT, id + " ended", status -> status.state(Long.parseLong(id)).equals("terminated"));
        neroman.run("delete", id, "-y").ok();
        assertThat(moments(id)).containsSubsequence("running", "termination_asked", "ended", "deleted");
    }

    @Test
    void aTypedCommandLineBecomesTheExperimentThatRunsIt() {
        var neroman = LAB.neroman();
        var folder = LAB.stage().experiment("typed", List.of());
        deleteFile(folder.resolve("config.yaml"));
        LAB.stage().write(folder.resolve("args.sh"), "for word in \"$@\"; do printf '%s\\0' \"$word\"; done\n");
        var command = new ArrayList<>(List.of("sh", "args.sh"));
        command.addAll(ODD);
        var words = new ArrayList<>(List.of("template", "--in", folder.toString(), "odd"));
        words.addAll(command);

        neroman.run(words.toArray(String[]::new)).ok();

        var checked = neroman.json("check", "--json", folder.toString()).path("experiments");
        assertThat(checked).hasSize(1);
        assertThat(StreamSupport.stream(checked.path(0).path("argv").spliterator(), false)
                        .map(JsonNode::asText))
                .isEqualTo(command);
        var id = String.valueOf(neroman.add(folder).get(0));
        neroman.run("submit", "local", id, "--wait").ok();
        assertThat(neroman.run("logs", id).ok().out()).isEqualTo(String.join("\0", ODD) + "\0");

        var before = Stage.text(folder.resolve("config.yaml"));
        words.set(3, "second");
        var printed = neroman.run(words.toArray(String[]::new)).ok();
        assertThat(printed.out()).startsWith("+second:\n");
        assertThat(Stage.text(folder.resolve("config.yaml"))).isEqualTo(before);
        words.add(1, "--append");
        neroman.run(words.toArray(String[]::new)).ok();
        assertThat(Stage.text(folder.resolve("config.yaml"))).startsWith(before + "\n+second:\n");
        neroman.run(words.toArray(String[]::new)).exits(5);
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> manual(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Stage.text(MANUAL))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static boolean can(String line) {
        return Run.of(LAB.account(), LIMIT, "sh", "-c", line).exit() == 0;
    }

    private static List<String> sql(String query) {
        var file = LAB.neroman().home().resolve("history.db");
        return Run.of(LAB.account(), LIMIT, "sqlite3", "-readonly", file.toString(), query)
                .ok()
                .lines();
    }

    @Test
    void theManualsQueriesAnswerInTheSqliteProgram() {
        assumeTrue(can("command -v sqlite3"), "needs the program sqlite3");
        var queries = manual("sql");
        assertThat(queries).hasSize(3);

        assertThat(sql(queries.get(0))).containsExactly("0.01|1|0.01", "0.1|1|0.1");
        assertThat(sql(queries.get(1)))
                .anyMatch(line -> line.matches("2\\|1\\|local\\|[^|]+\\|failed\\|exit 3\\|\\|"))
                .noneMatch(line -> line.startsWith("1|"));
        assertThat(sql(queries.get(2))).hasSize(1).first().asString().matches("[^|]+\\|\\d+\\|\\d+\\.0");
        assertThat(sql("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(sql("PRAGMA user_version")).containsExactly("4");
    }

    @Test
    void theManualsTablesAnswerInPandas() {
        assumeTrue(can("python3 -c 'import pandas'"), "needs python3 with pandas");
        var snippets = manual("python");
        assertThat(snippets).hasSize(4);
        var script = String.join("\n", snippets) + """

                import json
                print(json.dumps({
                    "lr": dict(table.loc[[1, 2, 3, 4]].lr),
                    "states": dict(table.loc[[1, 2, 3, 4]].state),
                    "curves": {str(id): list(curves[id]) for id in curves.columns},
                    "failed": int(took.loc["failed", "count"]),
                }))
                """;

        var json = Status.tree(Run.of(
                        LAB.account(),
                        Map.of("NERONET_HOME", LAB.neroman().home().toString()),
                        LIMIT,
                        List.of("python3", "-c", script))
                .ok()
                .out());

        assertThat(json.path("lr").toString()).isEqualTo("{\"1\":\"0.1\",\"2\":\"0.1\",\"3\":\"0.01\",\"4\":\"0.01\"}");
        assertThat(json.path("states").path("4").asText()).isEqualTo("failed");
        assertThat(json.path("curves").toString()).isEqualTo("{\"1\":[0.1,0.25],\"3\":[0.01,0.25]}");
        assertThat(json.path("failed").asInt()).isEqualTo(2);
    }
}
