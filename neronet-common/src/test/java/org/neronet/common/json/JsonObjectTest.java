package org.neronet.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private final JsonObject object = Json.parseObject(
            "{\"s\":\"x\",\"n\":5,\"d\":0.5,\"b\":true,\"o\":{\"k\":\"v\"},\"l\":[\"a\",\"b\"],\"objects\":[{\"i\":1}],"
                    + "\"nan\":\"NaN\",\"null\":null,\"t\":\"2030-01-01T00:00:00Z\"}");

    @Test
    void fieldsHaveTypes() {
        assertThat(object.string("s")).isEqualTo("x");
        assertThat(object.integer("n")).isEqualTo(5);
        assertThat(object.number("n")).isEqualTo(5.0);
        assertThat(object.number("d")).isEqualTo(0.5);
        assertThat(object.number("nan")).isNaN();
        assertThat(object.bool("b")).isTrue();
        assertThat(object.object("o").string("k")).isEqualTo("v");
        assertThat(object.stringMap("o")).containsExactly(Map.entry("k", "v"));
        assertThat(object.strings("l")).containsExactly("a", "b");
        assertThat(object.objects("objects", o -> o.integer("i"))).containsExactly(1L);
        assertThat(object.instant("t")).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Test
    void missingFieldsAreAbsentWhereTheyMayBe() {
        assertThat(object.has("null")).isFalse();
        assertThat(object.optionalString("none")).isEmpty();
        assertThat(object.optionalInteger("null")).isEmpty();
        assertThat(object.optionalInteger("n")).contains(5L);
        assertThat(object.optionalObject("none")).isEmpty();
        assertThat(object.strings("none")).isEmpty();
        assertThat(object.stringMap("none")).isEmpty();
    }

    @Test
    void wrongAndMissingFieldsAreNamed() {
        assertThatThrownBy(() -> object.string("n"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("'n'");
        assertThatThrownBy(() -> object.integer("d")).hasMessageContaining("'d'");
        assertThatThrownBy(() -> object.number("s")).hasMessageContaining("'s'");
        assertThatThrownBy(() -> object.bool("none")).hasMessageContaining("found nothing");
        assertThatThrownBy(() -> object.instant("s")).hasMessageContaining("time");
        assertThatThrownBy(() -> object.strings("objects")).hasMessageContaining("unexpected item");
    }

    @Test
    void withMakesACopyAndSkipsWhatIsAbsent() {
        var base = JsonObject.of("a", 1L);
        var more = base.with("b", Optional.of("x")).with("c", Optional.empty()).with("t", Instant.EPOCH);

        assertThat(base.asMap()).containsOnlyKeys("a");
        assertThat(more).hasToString("{\"a\":1,\"b\":\"x\",\"t\":\"1970-01-01T00:00:00Z\"}");
        assertThat(Json.parseObject(more.toString())).isEqualTo(more).hasSameHashCodeAs(more);
    }

    @Test
    void mapsAreCopied() {
        var source = new LinkedHashMap<String, Object>(Map.of("a", 1L));
        var made = JsonObject.ofMap(source);
        source.put("b", 2L);

        assertThat(made.asMap()).containsOnlyKeys("a");
        assertThatThrownBy(() -> made.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(JsonObject.empty().with("l", List.of(made))).hasToString("{\"l\":[{\"a\":1}]}");
    }
}
