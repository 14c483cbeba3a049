package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void nearWordsAreProposedNearestFirst() {
        assertThat(Suggestion.nearest("comand", List.of("comments", "commands", "command"), 3))
                .containsExactly("command", "commands");
        assertThat(Suggestion.nearest("Triton", List.of("triton", "gpu"), 3)).containsExactly("triton");
        assertThat(Suggestion.nearest("mian.py", List.of("main.py"), 3)).containsExactly("main.py");
        assertThat(Suggestion.nearest("val", List.of("validation_loss"), 3)).containsExactly("validation_loss");
    }

    @Test
    void aPartOfAWordIsMeantWhereNothingIsOnlyMisspelt() {
        var keys = List.of("command", "env", "parameters", "parameters_format", "stop");

        assertThat(Suggestion.nearest("params", keys, 3)).containsExactly("parameters", "parameters_format");
        assertThat(Suggestion.nearest("paramters", keys, 3)).containsExactly("parameters");
        assertThat(Suggestion.nearest("cmd", keys, 3)).containsExactly("command");
        assertThat(Suggestion.nearest("enviroment", keys, 3)).containsExactly("env");
        assertThat(Suggestion.nearest("mand", keys, 3)).isEmpty();
        assertThat(Suggestion.nearest("s".repeat(1000), keys, 3)).isEmpty();
    }

    @Test
    void nothingNearGivesNothing() {
        assertThat(Suggestion.text("zebra", List.of("command", "env"))).isEmpty();
        assertThat(Suggestion.text("", List.of("command"))).isEmpty();
        assertThat(Suggestion.text("evn", List.of("env"))).isEqualTo("; did you mean 'env'?");
    }

    @Test
    void distanceCountsChangesAndSwaps() {
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestion.distance("ab", "ba")).isEqualTo(1);
    }
}
