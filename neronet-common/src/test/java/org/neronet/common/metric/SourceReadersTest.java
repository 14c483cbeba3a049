package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

class SourceReadersTest {
    @Test
    void byItselfEverythingIsRead() {
        assertThat(stdout("{}", "loss=1\nacc=2\n")).containsExactly("loss 1.0", "acc 2.0");
    }

    @Test
    void whatIsNotToBeReadIsPassedThrough() {
        assertThat(stdout("{\"metrics\": {\"read\": \"stderr\"}}", "loss=1\n")).isEmpty();
        assertThat(stdout("{\"metrics\": {\"read\": [{\"from\": \"stdout\", \"command\": \"x\"}]}}", "loss=1\n"))
                .isEmpty();
    }

    @Test
    void theOriginalsProcessorsTakeNothingAway() {
        assertThat(stdout("{\"output_line_processor\": {\"stdout.log\": \"a b\"}}", "loss=1\n"))
                .hasSize(1);
    }

    @Test
    void expressionsComeBeforeWhatIsReadByItself() {
        var watch =
                "{\"metrics\": {\"read\": [\"stdout\", {\"from\": \"stdout\", \"regex\": \"loss=(?<mine>\\\\S+)\"}]}}";

        assertThat(stdout(watch, "loss=1\nacc=2\n")).containsExactly("mine 1.0", "acc 2.0");
    }

    @Test
    void anOutputMayBeATable() {
        var watch = "{\"metrics\": {\"read\": [{\"from\": \"stdout\", \"as\": \"csv\", \"delimiter\": \"tab\","
                + " \"rename\": {\"a\": \"b\"}}]}}";

        assertThat(stdout(watch, "a\tstep\n5\t1\n")).containsExactly("b 5.0");
    }

    @Test
    void oneReaderOfLinesMayBeNamed() {
        var watch = "{\"metrics\": {\"read\": [{\"from\": \"stdout\", \"as\": \"json\", \"only\": \"loss\"}]}}";

        assertThat(stdout(watch, "{\"step\": 1, \"loss\": 1, \"acc\": 2}\nloss=3\n"))
                .containsExactly("loss 1.0");
    }

    @Test
    void onlyTheNamesWanted() {
        assertThat(stdout("{\"metrics\": {\"only\": [\"acc\"], \"read\": [\"stdout\"]}}", "loss=1 acc=2\n"))
                .containsExactly("acc 2.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metrics\": {\"read\": [{\"from\": \"x\", \"as\": \"none\"}]}}",
                "{\"metrics\": {\"read\": [[]]}}",
                "{\"metrics\": {\"read\": [{\"from\": \"x\", \"foo\": 1}]}}",
                "{\"metrics\": {\"read\": [{\"command\": \" \"}]}}",
                "{\"metrics\": {\"read\": [{\"command\": \"x\", \"every\": \"0s\"}]}}",
                "{\"metrics\": {\"goal\": {\"loss\": \"big\"}}}",
                "{\"metrics\": {\"ignore\": [\"[\"]}}",
                "{\"metrics\": []}",
                "{\"metrics\": {\"read\": [{\"from\": 3}]}}"
            })
    void faultsAreOneKindOfException(String watch) {
        assertThatThrownBy(() -> MetricsSpec.of(Json.parseObject(watch), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).+");
    }

    @Test
    void fortyPlacesAreTheMost() {
        var places = "\"a\",".repeat(40) + "\"a\"";

        assertThatThrownBy(() ->
                        MetricsSpec.of(Json.parseObject("{\"metrics\": {\"read\": [" + places + "]}}"), List.of()))
                .hasMessageContaining("at most 40");
    }

    @Test
    void spansOfTimeAreUnderstood() {
        assertThat(TimeSpan.of("1d2h3m4s").toSeconds()).isEqualTo(93784);
        assertThat(MetricsSpec.of(JsonObject.empty(), List.of("a")).only()).containsExactly("a");
    }

    private static List<String> stdout(String watch, String text) {
        var reader = new SourceReaders(MetricsSpec.of(Json.parseObject(watch), List.of())).stream("stdout");
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var samples = new ArrayList<>(reader.feed(bytes, bytes.length));
        samples.addAll(reader.finish());
        return samples.stream().map(s -> s.name() + " " + s.value()).toList();
    }
}
