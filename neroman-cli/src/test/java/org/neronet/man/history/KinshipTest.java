package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.spec.Experiment;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class KinshipTest {
    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open(folder.resolve("history.db"), Samples.HOME);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private Experiment with(String name, Map<String, Object> parameters) {
        var like = Samples.experiment(folder, name, List.of());
        return new Experiment(
                name,
                like.collection(),
                folder,
                parameters,
                like.run(),
                like.code(),
                like.results(),
                like.metrics(),
                like.customMsg(),
                like.kept(),
                like.source());
    }

    private static Map<String, Object> parameters(Object lr, Object layers) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("lr", lr);
        parameters.put("layers", layers);
        return parameters;
    }

    @Test
    void siblingsDifferInWhatVariesAmongThem() {
        Histories.define(
                history,
                List.of(
                        with("a", parameters(0.1, 2L)),
                        with("b", parameters(0.01, 2L)),
                        with("c", parameters(null, 2L)),
                        with("d", Map.of("lr", 0.1, "layers", 2L, "extra", "x"))),
                Samples.T0);

        var siblings = history.siblings(folder);
        assertThat(siblings.count()).isEqualTo(4);
        assertThat(siblings.varied())
                .containsExactly(Map.entry("lr", Arrays.asList("0.1", "0.01", null)), Map.entry("extra", List.of("x")));

        history.delete(List.of(2L, 3L, 4L), Samples.T0);
        assertThat(history.siblings(folder)).isEqualTo(new Siblings(1, Map.of()));
        assertThat(history.siblings(Path.of("/elsewhere"))).isEqualTo(new Siblings(0, Map.of()));
    }

    @Test
    void anExperimentKnowsItsTwinsAndWhatItReplaced() {
        var one = List.of(with("a", parameters(0.1, 2L)));
        Histories.define(history, one, Samples.T0);
        history.copy(history.experiment(1).orElseThrow(), "again", Histories.ORIGIN, Samples.T0);
        Histories.begin(history, List.of(history.experiment(1).orElseThrow()), "triton", Samples.T0);
        Histories.define(history, one, List.of(new CodeFile("main.sh", 4, "b".repeat(64), false)), Samples.T0);

        assertThat(history.standing(2).same()).containsExactly(1L);
        assertThat(history.standing(2).identity())
                .isEqualTo(history.standing(1).identity())
                .isPresent();
        assertThat(history.standing(3).supersedes()).containsExactly(1L);
        assertThat(history.standing(3).same()).isEmpty();
        assertThat(history.standing(1).deletedAt()).isEmpty();
        history.delete(List.of(2L), Samples.T0.plusSeconds(5));
        assertThat(history.standing(2).deletedAt()).contains(Samples.T0.plusSeconds(5));
        assertThat(history.standing(1).same()).isEmpty();
        assertThat(history.standing(77))
                .isEqualTo(new Standing(Optional.empty(), Optional.empty(), List.of(), List.of()));
    }
}
