package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selections as a shell passes them, on experiments that ran. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LANG = "parameters: {lr: [0.1, 0.01], code: [0, 3], data: 'data/1 x.txt'}";

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Path lang;

    /** 1 and 3 finish, 2 and 4 fail; 5 is never submitted. */
    @BeforeAll
    void runSome() {
        LAB.neroman().clusters("local: {slots: 2}");
        lang = LAB.stage().experiment("lang", lines("lang", LANG));
        LAB.stage().experiment("idle", List.of("command: 'true'"));
        assertThat(LAB.neroman().add(lang)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(LAB.neroman().add(lang.resolveSibling("idle"))).containsExactly(5L);
        LAB.neroman().run("submit", "local", "lang", "--wait").exits(7);
    }

    private static List<String> lines(String collection, String parameters) {
        return List.of(
                "collection: " + collection, "command: \"sh -c 'echo loss {lr}; exit {code}' {data}\"", parameters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1,3-4 | 1 3 4",
                "2 lang/lang_lr-0.1_code-0 | 1 2",
                "lang | 1 2 3 4",
                "'lang_*code-3' | 2 4",
                "lang and state=failed | 2 4",
                "lang and state=finished | 1 3",
                "'lang and not state=finished' | 2 4",
                "'lr>0.05 and lr<5' | 1 2",
                "'lr > 0.05 and lr < 5 and exit=0' | 1",
                "lr=0.10, idle | 1 2 5",
                "'loss<0.05' | 3 4",
                "lang and @failed or 5 | 2 4 5",
                "'@missing and id<=5' | 5",
                "'id<=5 and not id<=3' | 4 5",
                "'all and id<=5' | 1 2 3 4 5",
                "since=1h and collection=lang | 1 2 3 4",
                "'tmod>=2026-01-01 and @ended and id<=2' | 1 2",
                "'params=*data/1*code=0* or params=*code=3*data*' | 2 4",
                "'params=\"data/1 x.txt\"' | 1 2 3 4",
                "'(1, 2) and \"lang\"' | 1 2",
                "lang and cluster=local --failed | 2 4",
                "1-5 --missing | 5",
            })
    void theShellsWordsSelect(String words, String ids) {
        var shown = LAB.neroman().shell("neroman status --json " + words).ok();

        assertThat(Status.parse(shown.out()).ids().toString().replaceAll("[\\[\\],]", ""))
                .isEqualTo(ids);
    }

    @Test
    void foldersSelectWhatWasDefinedFromThem() {
        var line = "cd '" + lang + "' && neroman status --json . && cd .. && neroman status --json idle ./idle";

        var shown = LAB.neroman().shell(line).ok().lines();

        assertThat(Status.parse(shown.get(0)).ids()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(Status.parse(shown.get(1)).ids()).containsExactly(5L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status lang state=failed | 2 | 'lang and state=failed' selects what is both",
                "terminate -y lang state=running | 2 | character 6: 'and' or ',' must stand between",
                "resubmit 1-2,3 and state=failed | 2 | '(1-2,3) and state=failed'",
                "status state=fialed | 2 | there is no state 'fialed'; did you mean 'failed'?",
                "status 'lr=>0.1' | 2 | unknown operator '=>'; did you mean '>='?",
                "status '(lang' | 2 | character 1: '(' is never closed",
                "status lr>/dev/null | 3 | did you mean 'lr>0.01'? quote it: the shell takes < and > for itself",
                "status 'lrr>0.1' | 3 | no experiment has a parameter or metric 'lrr'; did you mean 'lr'?",
                "status state=lost | 3 | no experiment matches 'state=lost'",
                "terminate -y state=running | 3 | no experiment matches 'state=running'",
                "resubmit local state=lost | 3 | no experiment matches 'state=lost'",
                "submit lcal state=lost | 3 | no cluster 'lcal'; did you mean 'local'?",
                "submit state=lost and lang | 3 | no experiment matches 'state=lost and lang'",
                "fetch since=1s and lang | 3 | no experiment matches",
                "status failed | 3 | did you mean 'state=failed'?",
                "status 99 lnag lrr=3 | 2 | must stand between '99 lnag' and 'lrr=3'",
                "status 99 lnag, lrr=3 | 3 | no experiment has the id 99; no experiment or collection is called 'lnag'",
            })
    void whatIsWrongIsSaidWithTheWayOut(String line, int exit, String message) {
        var run = LAB.neroman().shell("neroman " + line).exits(exit);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).contains("hint: ").doesNotContain("\tat ");
    }

    @Test
    void labelsSelectAndDeletedOnesAreSaid() {
        var labelled = LAB.stage().experiment("labelled", List.of("command: run {n}", "parameters: {n: [1, 2, 3]}"));
        var ids = LAB.neroman().add(labelled);
        LAB.neroman().run("tag", "labelled_* and n<3", "paper").ok();
        LAB.neroman().run("star", "labelled_* and tag=paper and n>1").ok();
        LAB.neroman().run("note", "labelled_* and not tag=*", "a", "typo").ok();

        assertThat(selected("@last:2")).containsExactly(ids.get(1), ids.get(2));
        assertThat(selected("tag=paper")).containsExactly(ids.get(0), ids.get(1));
        assertThat(selected("@starred")).containsExactly(ids.get(1));
        assertThat(selected("note=typo and tag!=paper")).containsExactly(ids.get(2));

        LAB.neroman().run("delete", "-y", "labelled_* and n=3").ok();
        assertThat(LAB.neroman()
                        .run("status", ids.get(1) + "-" + ids.get(2))
                        .exits(3)
                        .err())
                .contains(ids.get(2) + " was deleted on ");
        assertThat(selected("labelled_*")).containsExactly(ids.get(0), ids.get(1));
        LAB.neroman().run("delete", "-y", "labelled_*").ok();
    }

    private static List<Long> selected(String words) {
        return Status.parse(LAB.neroman().run("status", "--json", words).ok().out())
                .ids();
    }

    @Test
    void onlyWhatFailedOrIsMissingIsStarted() {
        var more = LAB.stage().experiment("more", lines("others", "parameters: {lr: [5], code: [0, 3], data: x}"));
        LAB.neroman().run("submit", "local", more.toString(), "--wait").exits(7);
        LAB.stage().experiment("more", lines("others", "parameters: {lr: [5], code: [0, 3, 4], data: x}"));

        var preview = LAB.neroman().json("submit", "local", more.toString(), "--missing", "--dry-run", "--json");
        assertThat(names(preview.path("experiments"))).containsExactly("others/more_lr-5_code-4");
        var missing = LAB.neroman().json("submit", "local", more.toString(), "--missing", "--json");
        assertThat(missing.path("submitted")).hasSize(1);
        long fresh = missing.path("submitted").path(0).asLong();
        LAB.neroman()
                .await(
                        LIMIT,
                        "the new one failed",
                        status -> status.state(fresh).equals("failed"));
        var failed = LAB.neroman().json("submit", more.toString(), "--failed", "--json");
        assertThat(failed.path("submitted").toString()).isEqualTo("[" + (fresh - 1) + "," + fresh + "]");
        LAB.neroman()
                .await(
                        LIMIT,
                        "both failed again",
                        status -> status.experiment(fresh).path("attempt").asInt() == 2
                                && status.state(fresh).equals("failed")
                                && status.state(fresh - 1).equals("failed"));
        assertThat(LAB.neroman()
                        .run("submit", "local", more.toString(), "--missing")
                        .exits(3)
                        .err())
                .contains("no experiment matches '" + more + " --missing'");
    }

    private static List<String> names(com.fasterxml.jackson.databind.JsonNode experiments) {
        var names = new ArrayList<String>();
        experiments.forEach(each -> names.add(each.path("name").asText()));
        return names;
    }
}
