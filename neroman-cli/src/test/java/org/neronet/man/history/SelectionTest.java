package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.history.Selection.Term;
import org.neronet.man.history.SelectionResolver.Known;

class SelectionTest {
    private final List<Known> known = List.of(
            known(3, "lang/deep_a-1", "lang", true),
            known(4, "lang/deep_a-2", "lang", false),
            known(5, "lang/deep_a-2", "lang", true),
            known(9, "vision/deep_a-1", "vision", true),
            known(10, "solo", null, true),
            known(11, "twin", null, true),
            known(12, "twin", null, true));

    @Test
    void idsRangesListsAndNamesAreRead() {
        assertThat(Selection.parse(List.of("124-186, 190", "7", "lang/deep_layers-8", "lang"))
                        .terms())
                .containsExactly(
                        new Term.Ids(124, 186),
                        new Term.Ids(190, 190),
                        new Term.Ids(7, 7),
                        new Term.Name("lang/deep_layers-8"),
                        new Term.Name("lang"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "186-124 | range \"186-124\" goes down; did you mean 124-186?",
                "1- | selection \"1-\", character 1: '1-' is neither an id, a range nor a name",
                "-5 | '-5' is neither",
                "1--3 | '1--3' is neither",
                "'1,,2' | selection \"1,,2\", character 3: nothing beside the comma",
                "'1,' | character 3: nothing beside the comma",
                "'' | an empty selection",
                "'1,a b' | character 3: 'a b' is neither",
                "0-3 | ids begin at 1",
                "1-9999999999999999999 | no id is that large",
            })
    void badSelectionsNameTheirPlaceAndTheGrammar(String text, String message) {
        assertThatThrownBy(() -> Selection.parse(List.of(text)))
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExitCode.USAGE);
                    assertThat(e.hint().orElse("")).contains("1,3,7-9");
                })
                .hasMessageContaining(message);
    }

    @Test
    void nothingSelectedIsAFault() {
        assertThatThrownBy(() -> Selection.parse(List.of())).hasMessageContaining("no experiment is selected");
    }

    @Test
    void doubledIdsCountOnceAndOldDefinitionsAreFoundById() {
        assertThat(resolve("5,5,3-5", "3")).containsExactly(3L, 4L, 5L);
    }

    @Test
    void namesMeanOneExperimentOrACollection() {
        assertThat(resolve("lang/deep_a-2")).containsExactly(5L);
        assertThat(resolve("deep_a-2")).containsExactly(5L);
        assertThat(resolve("solo")).containsExactly(10L);
        assertThat(resolve("lang")).containsExactly(3L, 5L);
    }

    @Test
    void ambiguousNamesListWhatTheyMayMean() {
        assertThatThrownBy(() -> resolve("deep_a-1"))
                .hasMessage("'deep_a-1' is the last part of 2 names: 3 lang/deep_a-1, 9 vision/deep_a-1");
        assertThatThrownBy(() -> resolve("twin")).hasMessage("'twin' is defined in 2 folders: 11 twin, 12 twin");
    }

    @Test
    void everythingUnknownIsNamedAtOnceWithTheNearest() {
        assertThatThrownBy(() -> resolve("1-4", "7,99", "lnag", "zzzzzz"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND))
                .hasMessage("no experiment has the id 1-2,7,99 (4 ids); no experiment or collection is called 'lnag',"
                        + " 'zzzzzz'; did you mean 'lang'?");
        assertThatThrownBy(() -> new SelectionResolver(List.of()).resolve(Selection.parse(List.of("1"))))
                .hasMessage("no experiment has the id 1")
                .isInstanceOfSatisfying(
                        NeronetException.class,
                        e -> assertThat(e.hint()).contains("nothing is defined yet: neroman add FOLDER"));
    }

    @Test
    void aHugeRangeCostsNothing() {
        assertThatThrownBy(() -> resolve("1-100000000000000000"))
                .hasMessageContaining("13-100000000000000000 (99,999,999,999,999,993 ids)");
    }

    @Test
    void idsAreShownAsRanges() {
        assertThat(IdRanges.text(List.of(7L, 5L, 6L, 6L, 9L))).isEqualTo("5-7,9");
        assertThat(IdRanges.describe(List.of(7L, 7L, 5L, 6L, 8L))).isEqualTo("4 experiments: 5-8");
        assertThat(IdRanges.describe(List.of(7L))).isEqualTo("1 experiment: 7");
        assertThat(IdRanges.text(
                        LongStream.range(0, 100).map(i -> 2 * i).boxed().toList()))
                .endsWith("38,…");
        assertThat(IdRanges.text(List.of())).isEmpty();
    }

    private java.util.SortedSet<Long> resolve(String... words) {
        return new SelectionResolver(known).resolve(Selection.parse(List.of(words)));
    }

    private static Known known(long id, String name, String collection, boolean current) {
        return new Known(id, name, Optional.ofNullable(collection), current);
    }
}
