package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class CatalogueTest {
    private static final Instant NOW = Samples.T0.plusSeconds(60);

    @TempDir
    Path place;

    private History history;
    private Catalogue catalogue;

    @BeforeEach
    void open() {
        var home = new NeronetHome(place.resolve("home")).ensure();
        history = History.open(home.historyDatabase(), Samples.HOME);
        define();
        var workspace = new Workspace(home, place, () -> NOW, time -> {}, line -> {}, folder -> Histories.ORIGIN);
        catalogue = new Catalogue(workspace, history);
    }

    private List<Definition> define() {
        return Histories.define(
                history,
                List.of(Samples.experiment(place, "lang/a", List.of()), Samples.experiment(place, "lang/b", List.of())),
                NOW);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private ExperimentRow row(long id) {
        return history.experiment(id).orElseThrow();
    }

    @Test
    void aCopyStaysInItsCollection() {
        var copy = catalogue.copy(row(1), "again");
        assertThat(copy.id()).isEqualTo(3);
        assertThat(row(3).experiment()).isEqualTo(row(1).experiment().named("lang/again"));
        assertThat(row(3).definedAt()).isEqualTo(NOW);
        assertThat(history.definitions(3).get(0).provenance()).isEqualTo(Histories.ORIGIN);

        assertThat(catalogue.copy(row(3), "lang/third").experiment().name()).isEqualTo("lang/third");
    }

    @Test
    void addingTheFolderAgainLeavesACopyAlone() {
        catalogue.copy(row(1), "again");

        assertThat(define()).extracting(Definition::id).containsExactly(1L, 2L);
        assertThat(history.all()).extracting(ExperimentRow::id).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aCopyNeedsANewAndGoodName() {
        assertFault(ExitCode.REFUSED, () -> catalogue.copy(row(1), "b"), "'lang/b' is the name of another");
        assertFault(ExitCode.USAGE, () -> catalogue.copy(row(1), "12"), "'12' cannot name an experiment");
        assertFault(ExitCode.USAGE, () -> catalogue.copy(row(1), "other/a"), "'other/a' cannot name an experiment");
        assertFault(ExitCode.USAGE, () -> catalogue.copy(row(1), "last"), "'last' is a reserved word");
        assertThat(history.all()).hasSize(2);
    }

    @Test
    void deletedExperimentsLeaveTheListsAndAreDefinedAnew() {
        assertThat(catalogue.delete(history.all())).isEqualTo(new Deletion(List.of(1L, 2L), List.of()));

        assertThat(history.all()).isEmpty();
        assertThat(define()).extracting(Definition::id).containsExactly(3L, 4L);
    }

    @Test
    void oneThatIsLiveStopsAll() {
        Histories.begin(history, List.of(row(2)), "triton", NOW);

        assertFault(
                ExitCode.REFUSED, () -> catalogue.delete(history.all()), "experiment 2 is live; nothing was deleted");
        assertThat(history.all()).hasSize(2);

        Histories.begin(history, List.of(row(1)), "triton", NOW);
        assertFault(ExitCode.REFUSED, () -> catalogue.delete(history.all()), "experiments 1-2 are live");

        history.record(List.of(
                Samples.end(1, AttemptState.FINISHED, "exit 0"), Samples.end(2, AttemptState.FAILED, "exit 3")));
        assertThat(catalogue.delete(history.all()).deleted()).containsExactly(1L, 2L);
    }

    @Test
    void whatAnotherNeromanStartedMeanwhileIsLeft() {
        var before = history.all();
        Histories.begin(history, List.of(row(2)), "triton", NOW);

        assertThat(catalogue.delete(before)).isEqualTo(new Deletion(List.of(1L), List.of(2L)));
    }

    private static void assertFault(ExitCode code, ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.hint()).isPresent();
                })
                .hasMessageContaining(message);
    }
}
