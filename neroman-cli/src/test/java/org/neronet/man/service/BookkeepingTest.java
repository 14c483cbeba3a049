package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.config.PreferencesFile;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.Labels;
import org.neronet.man.history.Note;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class BookkeepingTest {
    private static final Instant NOW = Samples.T0.plusSeconds(60);

    @TempDir
    Path place;

    private NeronetHome home;
    private History history;
    private Bookkeeping books;

    @BeforeEach
    void open() {
        home = new NeronetHome(place.resolve("home")).ensure();
        history = History.open(home.historyDatabase(), Samples.HOME);
        Histories.define(
                history,
                List.of(Samples.experiment(place, "lang/a", List.of()), Samples.experiment(place, "lang/b", List.of())),
                Samples.T0);
        var workspace = new Workspace(home, place, () -> NOW, time -> {}, line -> {}, folder -> Histories.ORIGIN);
        books = new Bookkeeping(
                workspace, history, () -> PreferencesFile.read(workspace.home().preferences()));
    }

    @AfterEach
    void close() {
        history.close();
    }

    private List<ExperimentRow> rows() {
        return history.all();
    }

    private Labels labels(long id) {
        return history.experiment(id).orElseThrow().labels();
    }

    @Test
    void aNoteIsKeptToTheLastControlCharacter() throws Exception {
        Files.writeString(home.preferences(), "name: Jane Doe\n");
        var text = "cleared\u001b[2J\u0007 \u0000 \u202e \r\n\t end ";

        assertThat(books.note(rows(), text)).containsExactly(1L, 2L);

        assertThat(history.notes(2)).containsExactly(new Note(2, NOW, "Jane Doe", text));
    }

    @Test
    void withoutPreferencesTheAuthorIsTheAccount() {
        books.note(rows(), "x");
        assertThat(history.notes(1)).extracting(Note::author).containsExactly(System.getProperty("user.name"));
    }

    @Test
    void anEmptyOrEndlessNoteIsRefused() {
        assertRefused(() -> books.note(rows(), " \n"), "the note is empty");
        assertRefused(() -> books.note(rows(), "x".repeat(100_001)), "the note has 100,001 characters");
        books.note(rows(), "x".repeat(100_000));
        assertThat(history.notes(1)).hasSize(1);
    }

    @Test
    void aTagTellsWhomItWasNewTo() {
        assertThat(books.tag(rows().subList(0, 1), List.of("paper"), false))
                .containsExactly(new Labelled("paper", List.of(1L), List.of()));
        assertThat(books.tag(rows(), List.of("paper", "best", "paper"), false))
                .containsExactly(
                        new Labelled("paper", List.of(2L), List.of(1L)),
                        new Labelled("best", List.of(1L, 2L), List.of()));
        assertThat(books.tag(rows(), List.of("best"), true))
                .containsExactly(new Labelled("best", List.of(1L, 2L), List.of()));
        assertThat(books.tag(rows(), List.of("best"), true))
                .containsExactly(new Labelled("best", List.of(), List.of(1L, 2L)));
        assertThat(labels(1)).isEqualTo(new Labels(false, List.of("paper")));
    }

    @Test
    void oneBadTagStopsAll() {
        assertRefused(() -> books.tag(rows(), List.of("good", "12"), false), "'12' cannot be a tag");
        assertThat(labels(1)).isEqualTo(Labels.NONE);
    }

    @Test
    void aStarTellsWhomItWasNewTo() {
        books.star(rows().subList(0, 1), true);
        assertThat(books.star(rows(), true)).isEqualTo(new Labelled("star", List.of(2L), List.of(1L)));
        assertThat(books.star(rows(), false)).isEqualTo(new Labelled("star", List.of(1L, 2L), List.of()));
        assertThat(labels(2).starred()).isFalse();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(message);
    }
}
