package org.neronet.common.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleParserTest {
    @Test
    void conditionsComeFirstWithTheirNames() {
        var rules = Runs.rules("{\"conditions\": {\"high\": {\"variablename\": \"a\", \"killvalue\": 3, \"comparator\":"
                + " \"geq\", \"when\": \"time 1.5\", \"action\": \"email\"}}, \"stop\": \"nan\", \"plot\": 1}");
        assertThat(rules).hasSize(2);
        var high = (Threshold) rules.get(0);
        assertThat(high.comparison()).isEqualTo(Comparison.GE);
        assertThat(high.basics().name()).isEqualTo("high");
        assertThat(high.basics().action()).isEqualTo(Action.NOTIFY);
        assertThat(high.basics().after().time()).isEqualTo(Duration.ofSeconds(90));
        assertThat(rules.get(1).basics().name()).isEqualTo("nan");
        assertThat(rules.get(1).basics().action()).isEqualTo(Action.STOP);
    }

    @Test
    void equalRulesKeepNamesOfTheirOwn() {
        var rules = Runs.rules("{\"stop\": [\"nan\", \"nan\", {\"metric\": \"loss\", \"gt\": 0.5}]}");
        assertThat(rules.stream().map(rule -> rule.basics().name()))
                .containsExactly("nan", "nan (2)", "metric: loss, gt: 0.5");
    }

    @Test
    void infinitiesArriveAsText() {
        var rule = (Threshold) Runs.rules("{\"stop\": {\"metric\": \"loss\", \"lt\": \"-Infinity\"}}")
                .get(0);
        assertThat(rule.bound()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void defaultsArePlain() {
        var asha = (Prune) Runs.rules("{\"stop\": {\"prune\": \"asha\", \"metric\": \"loss\"}}")
                .get(0);
        assertThat(asha.eta()).isEqualTo(4);
        assertThat(asha.grace()).isEqualTo(1);
        var median = (Prune) Runs.rules("{\"stop\": {\"prune\": \"median\", \"metric\": \"acc\"}}")
                .get(0);
        assertThat(median.startup()).isEqualTo(5);
        assertThat(median.fewest()).isEqualTo(1);
        assertThat(median.goal()).isEqualTo(Goal.MAX);
        var plain = Runs.rules("{\"stop\": {\"max_time\": \"1h\", \"kill_after\": \"5m\"}}")
                .get(0);
        assertThat(plain.basics().grace()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whatIsBetterIsSaidByTheRuleThenByTheMapThenByTheName() {
        var rules = Runs.rules("{\"metrics\": {\"goal\": {\"thing\": \"max\", \"loss\": \"max\"}}, \"stop\": ["
                + "{\"metric\": \"thing\", \"patience\": 3}, {\"metric\": \"loss\", \"patience\": 3},"
                + "{\"metric\": \"thing\", \"patience\": 3, \"goal\": \"min\"}, {\"metric\": \"error\", \"patience\": 3},"
                + "{\"when\": \"best(thing) > 5\"}]}");
        assertThat(rules.subList(0, 4))
                .extracting(rule -> ((Patience) rule).goal())
                .containsExactly(Goal.MAX, Goal.MAX, Goal.MIN, Goal.MIN);
        var best = ((When) rules.get(4)).condition();
        var memory = new Memory(best.names(), 1);
        memory.add(new Observation("stdout", "thing", 1, 7, java.time.Instant.EPOCH));
        memory.add(new Observation("stdout", "thing", 2, 3, java.time.Instant.EPOCH));
        assertThat(best.isTrue(memory)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "'inf'; 'nan' or a map",
                "{}; no stop rule",
                "{'gt': 1, 'lt': 2, 'metric': 'a'}; two rules",
                "{'gt': 1}; needs a metric",
                "{'gt': 'x', 'metric': 'a'}; must be a number",
                "{'gt': 1, 'metric': 'a', 'results': 3}; no 'results'",
                "{'patience': 3, 'metric': 'thing'}; goal: min or goal: max",
                "{'patience': 3, 'metric': 'loss', 'goal': 'up'}; min, max or auto",
                "{'patience': -1, 'metric': 'loss'}; whole number",
                "{'patience': 1, 'metric': 'loss', 'min_delta': -1}; cannot be negative",
                "{'patience': 1, 'metric': 'loss', 'action': 'explode'}; warn, notify, stop or kill",
                "{'patience': 1, 'metric': 'loss', 'after': 'soon'}; 5 epochs",
                "{'max_time': 'soon'}; a time such as",
                "{'memory': 'much'}; a size such as",
                "{'when': 'loss >'}; missing at the end",
                "{'prune': 'best', 'metric': 'loss'}; median or asha",
                "{'nan': 3}; true or false",
                "{'gt': 1, 'metric': ['a']}; no single value"
            })
    void whatCannotBeJudgedIsSaid(String stop, String words) {
        assertThatThrownBy(() -> new Runs(stop.replace('\'', '"'))).hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "3; must be a map",
                "{'a': 3}; must be a map",
                "{'a': {}}; no 'variablename'",
                "{'a': {'variablename': 'x', 'comparator': 'gt'}}; no 'killvalue'",
                "{'a': {'variablename': 'x', 'killvalue': 3}}; no 'comparator'",
                "{'a': {'variablename': 'x', 'killvalue': 3, 'comparator': '>'}}; cannot be '>'",
                "{'a': {'variablename': 'x', 'killvalue': 3, 'comparator': 'gt', 'when': 'later'}}; cannot be 'later'",
                "{'a': {'variablename': 'x', 'killvalue': 3, 'comparator': 'gt', 'action': 'stop'}}; cannot be 'stop'"
            })
    void conditionsToo(String conditions, String words) {
        var watch = "{\"conditions\": " + conditions.replace('\'', '"') + "}";
        assertThatThrownBy(() -> Runs.rules(watch)).hasMessageContaining(words);
    }

    @Test
    void spansAndAmounts() {
        assertThat(Span.parse("1d2h3m4s")).contains(Duration.ofSeconds(93_784));
        assertThat(Span.parse("30min")).contains(Duration.ofMinutes(30));
        assertThat(Span.parse("30")).isEmpty();
        assertThat(Span.parse("")).isEmpty();
        assertThat(Span.text(Duration.ofSeconds(93_784))).isEqualTo("1d2h3m4s");
        assertThat(Span.text(Duration.ZERO)).isEqualTo("0s");
        assertThat(Amount.parse("8GB").orElseThrow().bytes(OptionalLong.empty()))
                .hasValue(8_000_000_000L);
        assertThat(Amount.parse("1.5KiB").orElseThrow().bytes(OptionalLong.empty()))
                .hasValue(1536);
        assertThat(Amount.parse("50%").orElseThrow().bytes(OptionalLong.of(10))).hasValue(5);
        assertThat(Amount.parse("8")).isEmpty();
    }

    @Test
    void namesTellTheGoal() {
        assertThat(Goal.ofName("val_loss")).contains(Goal.MIN);
        assertThat(Goal.ofName("valLoss")).contains(Goal.MIN);
        assertThat(Goal.ofName("test/accuracy")).contains(Goal.MAX);
        assertThat(Goal.ofName("total_energy")).contains(Goal.MIN);
        assertThat(Goal.ofName("rollout/ep_rew_mean")).isEmpty();
        assertThat(Goal.ofName("")).isEmpty();
    }
}
