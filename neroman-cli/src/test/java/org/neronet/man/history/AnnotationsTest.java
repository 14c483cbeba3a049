package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

/** What the history keeps beside attempts and events. */
class AnnotationsTest {
    private static final Instant LATER = Samples.T0.plusSeconds(60);

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open(folder.resolve("history.db"), Samples.HOME);
        Histories.define(
                history,
                List.of(
                        Samples.experiment(folder, "lang/a", List.of()),
                        Samples.experiment(folder, "lang/b", List.of())),
                Samples.T0);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void notesTagsAndStarsStayWithTheirExperiment() {
        history.note(List.of(1L), "jane", "learning rate was too high", LATER);
        assertThat(history.tag(List.of(1L, 2L), "paper", LATER)).containsExactly(1L, 2L);
        assertThat(history.tag(List.of(1L), "paper", LATER)).isEmpty();
        history.tag(List.of(1L), "best", LATER);
        assertThat(history.star(List.of(1L, 2L), true)).containsExactly(1L, 2L);
        assertThat(history.star(List.of(2L), false)).containsExactly(2L);
        assertThat(history.untag(List.of(1L, 2L), "paper")).containsExactly(1L, 2L);

        assertThat(history.notes(1)).containsExactly(new Note(1, LATER, "jane", "learning rate was too high"));
        assertThat(history.notes(2)).isEmpty();
        assertThat(history.experiment(1).orElseThrow().labels()).isEqualTo(new Labels(true, List.of("best")));
        assertThat(history.experiment(2).orElseThrow().labels()).isEqualTo(Labels.NONE);
    }

    @Test
    void whatIsDeletedLeavesTheListsAndKeepsItsRows() {
        assertThat(history.delete(List.of(1L), LATER)).containsExactly(1L);
        assertThat(history.delete(List.of(1L), LATER)).isEmpty();

        assertThat(history.all()).extracting(ExperimentRow::id).containsExactly(2L);
        assertThat(history.experiment(1)).isPresent();
        assertThat(history.definitions(1)).hasSize(1);
        var again = Histories.define(history, List.of(Samples.experiment(folder, "lang/a", List.of())), LATER);
        assertThat(again.get(0)).extracting(Definition::id, Definition::kind).containsExactly(3L, Kind.NEW);
    }

    @Test
    void whatIsLiveIsNotDeleted() {
        Histories.begin(history, List.of(history.experiment(1).orElseThrow()), "triton", LATER);

        assertThat(history.delete(List.of(1L, 2L), LATER)).containsExactly(2L);
        history.record(List.of(Samples.end(1, AttemptState.FAILED, "exit 3")));
        assertThat(history.delete(List.of(1L, 2L), LATER)).containsExactly(1L);
    }

    @Test
    void everyDefinitionStaysWithItsOrigin() {
        var changed = Samples.experiment(folder, "lang/a", List.of("data"));
        assertThat(Histories.define(history, List.of(changed), LATER).get(0).kind())
                .isEqualTo(Kind.UPDATED);

        var all = history.definitions(1);

        assertThat(all).extracting(DefinitionRow::kind).containsExactly("new", "updated");
        assertThat(all).extracting(DefinitionRow::at).containsExactly(Samples.T0, LATER);
        assertThat(all).extracting(DefinitionRow::provenance).containsOnly(Histories.ORIGIN);
        assertThat(all.get(1).experiment()).isEqualTo(changed);
        assertThat(history.code(all.get(0).code().orElseThrow())).contains(Histories.CODE);
        assertThat(history.code("none")).isEmpty();
    }

    @Test
    void otherCodeIsAnotherExperimentOnceItWasSubmitted() {
        var code = List.of(new CodeFile("main.sh", 4, "b".repeat(64), false));
        var both = List.of(
                Samples.experiment(folder, "lang/a", List.of()), Samples.experiment(folder, "lang/b", List.of()));
        Histories.begin(history, List.of(history.experiment(1).orElseThrow()), "triton", LATER);

        var again = Histories.define(history, both, code, LATER);

        assertThat(again).extracting(Definition::kind).containsOnly(Kind.CHANGED);
        assertThat(again).extracting(Definition::id).containsExactly(3L, 2L);
        assertThat(history.experiment(1).orElseThrow().supersededBy()).contains(3L);
        assertThat(history.provenance(1, 1)).contains(Histories.ORIGIN);
        assertThat(history.provenance(2, 1)).isEmpty();
    }

    @Test
    void aCopyRunsTheSameUnderAnotherName() {
        var row = history.experiment(1).orElseThrow();

        var copy = history.copy(row, "lang/again", Histories.ORIGIN, LATER);

        assertThat(copy.id()).isEqualTo(3);
        assertThat(history.experiment(3).orElseThrow().experiment())
                .isEqualTo(row.experiment().named("lang/again"));
        assertThat(history.definitions(3)).extracting(DefinitionRow::kind).containsExactly("copied");
        assertThatThrownBy(() -> history.copy(row, "lang/b", Histories.ORIGIN, LATER))
                .hasMessageContaining("'lang/b' is the name of another experiment");
        assertThat(Histories.define(history, List.of(row.experiment()), LATER))
                .extracting(Definition::id, Definition::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, Kind.SAME));
    }

    @Test
    void theTextOfSmallFilesIsKeptOnce() {
        var text = "print(1)\n".repeat(100).getBytes(StandardCharsets.UTF_8);

        assertThat(history.unkeptSources(Set.of("x", "y"))).containsExactlyInAnyOrder("x", "y");
        history.keepSources(Map.of("x", text, "empty", new byte[0]));

        assertThat(history.unkeptSources(Set.of("x", "y"))).containsExactly("y");
        assertThat(history.source("x"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(text));
        assertThat(history.source("empty"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        assertThat(history.source("y")).isEmpty();
    }
}
