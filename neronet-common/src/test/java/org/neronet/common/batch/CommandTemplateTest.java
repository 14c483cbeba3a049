package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTemplateTest {
    private static final Set<String> KNOWN = Set.of("name", "time", "script", "ids");
    private static final String NASTY = "a b; $(rm -rf x) `y` 'q' \"z\" {time} [w] \\";

    private static final Map<String, List<String>> VALUES =
            Map.of("name", List.of("n-1"), "time", List.of(), "script", List.of(NASTY), "ids", List.of("1.a", "2.b"));

    private static List<String> words(String template) {
        return CommandTemplate.parse(template, KNOWN).words(VALUES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "qsub -N {name} x # qsub|-N|n-1|x",
                "  qsub\t-N   x  # qsub|-N|x",
                "q -o{name}.out # q|-on-1.out",
                "q 'a {name} [b] $c \\' # q|a {name} [b] $c \\",
                "q \"a {name} [b] $c \\\" \\{\" # q|a n-1 [b] $c \" {",
                "q a\\ b \\{name\\} \\[c\\] \\$d # q|a b|{name}|[c]|$d",
                "q '' \"\" x # q|||x",
                "q {ids} x # q|1.a|2.b|x",
                "q [-l t={time}] x # q|x",
                "q [-l n={name}] x # q|-l|n=n-1|x",
                "q s=1[:t={time}][:n={name}]:z # q|s=1:n-1:z",
                "q '|' '>' # q|PIPE|>",
                "q a|b x;y # q|aPIPEb|x;y",
            })
    void wordsAreSplitAsStated(String template, String expected) {
        var wanted = List.of(expected.replace("s=1:n-1", "s=1:n=n-1").split("\\|")).stream()
                .map(word -> word.replace("PIPE", "|"))
                .toList();
        assertThat(words(template)).isEqualTo(wanted);
    }

    @Test
    void aValueIsOneWordOrAPartOfOneWhateverIsInIt() {
        assertThat(words("q {script} pre{script}post \"{script}\""))
                .containsExactly("q", NASTY, "pre" + NASTY + "post", NASTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "q {nme} # there is no value {nme} here; there are {ids} {name} {script} {time}, and \\{ is a plain brace",
                "q {name # the brace { has no end",
                "q name} # '}' has no meaning here",
                "q 'x # the quote ' has no end",
                "q \"x # the quote \" has no end",
                "q x\\ # nothing follows the backslash",
                "q [x {name} # the bracket [ has no end",
                "q x] # the bracket ] has no beginning",
                "q [x] # needs a value such as {time}",
                "q [x [{name}]] # within brackets",
                "q | grep x # '|' would be a plain word, as no shell reads it; put such a line into a script",
                "q 2>&1 # would be a plain word",
                "q $USER # '$' has no meaning here, as no shell reads it; use {user} or {home}",
                "q `x` # '`' has no meaning here",
                "q a{ids} # {ids} must be a word of its own",
                "'' ''x[{name}] # ",
                "[{name}] q # the first word must be a program",
                "~ ~ # the first word must be a program",
            })
    void whatCannotBeOneIsSaid(String template, String fault) {
        if (fault == null || fault.isEmpty()) {
            assertThat(words(template)).hasSize(2);
        } else {
            assertThatThrownBy(() -> CommandTemplate.parse(template, KNOWN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(fault);
        }
    }

    @Test
    void aMissingValueOutsideOfBracketsIsNamed() {
        var template = CommandTemplate.parse("q {time} [{name}]", KNOWN);

        assertThat(template.missing(VALUES)).contains("time");
        assertThat(template.names()).containsExactly("time", "name");
        assertThat(template.program()).contains("q");
        assertThat(CommandTemplate.parse("{name} x", KNOWN).program()).isEmpty();
        assertThatThrownBy(() -> template.words(VALUES)).hasMessage("there is no value for {time}");
    }
}
