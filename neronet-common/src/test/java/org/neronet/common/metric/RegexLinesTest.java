package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexLinesTest {
    @Test
    void namedGroupsAreMetricsAndTheXAxis() {
        assertThat(read(
                        "Epoch (?<epoch>\\d+).*IoU=(?<iou>\\S+)",
                        "Epoch 3 of 9: IoU=0.81, saved",
                        "no IoU",
                        "Epoch 4 IoU=n/a"))
                .isEqualTo("iou@3=0.81");
    }

    @Test
    void aLineMayMatchSeveralTimes() {
        assertThat(read("class \\d+: (?<recall>[\\d.]+)", "class 1: 0.5; class 2: 0.25;"))
                .isEqualTo("recall=0.5 recall=0.25");
    }

    @Test
    void theForemostNameIsTheXAxis() {
        assertThat(read("(?<time>\\S+) (?<epoch>\\S+) (?<iter>\\S+) (?<step>\\S+) (?<x>\\S+)", "1 2 3 4 5"))
                .isEqualTo("x@4=5.0");
        assertThat(read("t=(?<time>\\S+) E=(?<E>\\S+)", "t=0.5 E=-1.0D-03")).isEqualTo("E@0.5=-0.001");
        assertThat(read("(?<epoch>\\S+) (?<x>\\S+)", "inf 5")).isEqualTo("x=5.0");
    }

    @Test
    void aPlaceAloneHoldsForTheLinesBelow() {
        assertThat(read(
                        "^round (?<step>\\d+)|score (?<score>\\S+)",
                        "round 7",
                        "score 1",
                        "score 2",
                        "round 8 score 3"))
                .isEqualTo("score@7=1.0 score@7=2.0 score@8=3.0");
    }

    @Test
    void aRenamedGroupIsAMetric() {
        var spec = new RegexSpec(
                "(?<step>\\d+) (?<time>\\S+) (?<m>\\S+)", Optional.empty(), Map.of("time", "seconds", "m", "IoU/mean"));

        assertThat(read(spec, Set.of(), "7 0.5 0.9")).isEqualTo("seconds@7=0.5 IoU/mean@7=0.9");
    }

    @Test
    void declaredPlacesAreMetricsToo() {
        var spec = new RegexSpec("(?<step>\\d+) (?<loss>\\S+)", Optional.empty(), Map.of());

        assertThat(read(spec, Set.of("step"), "7 0.5")).isEqualTo("step@7=7.0 loss@7=0.5");
    }

    @Test
    void theOneGroupMayGetItsNameBesides() {
        var spec = new RegexSpec("Train_error=(.*?);", Optional.of("train:error"), Map.of());

        assertThat(read(spec, Set.of(), "Train_error=0.5; Train_error=x; Train_error= 0.4;"))
                .isEqualTo("train:error=0.5 train:error=0.4");
    }

    @Test
    void namesMayBeWrittenAsInPython() {
        assertThat(read("(?P<val_loss>[^ ]+) is (?P=val_loss)$|(?<q>[\"'])(?<n_1>\\d+)\\k<q>", "0.5 is 0.5", "'12'"))
                .isEqualTo("val_loss=0.5 n_1=12.0");
    }

    @Test
    void aNameMayBeThereTwice() {
        assertThat(read("loss (?<loss>\\S+)|L=(?<loss>\\S+)", "loss 1", "L=2")).isEqualTo("loss=1.0 loss=2.0");
    }

    @Test
    void whatOnlyLooksLikeAGroupIsNone() {
        assertThat(read("\\Q(?<a>\\E[(?<b>)]\\(?<(?<=<)(?<!x)(?<c>\\d)", "(?<a>>(<5"))
                .isEqualTo("c=5.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "loss; the pattern has no group",
                "(a)(b); 2 groups without a name",
                "(a); has no name",
                "(?<a; must be made of letters",
                "(?<a/b>x); must be made of letters",
                "(?<1>x); must be made of letters",
                "(?P=a)(?<a>x); no group \"a\" before",
                "(?<a>x; Unclosed group",
                "(?<a>[x); Unclosed character class",
                "(?<a>x{2000}); at most 1000 times in all: {2000}",
                "(?<a>(x{99}){99}); at most 1000 times in all: {99}",
                "''; 1 to 2000 characters",
            })
    void badPatternsAreRefused(String pattern, String message) {
        assertThatThrownBy(() -> new RegexSpec(pattern, Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new RegexSpec("(?<a>x)", Optional.of("b"), Map.of()))
                .hasMessageContaining("without named groups");
        assertThatThrownBy(() -> new RegexSpec("(?<a>x)", Optional.empty(), Map.of("b", "c")))
                .hasMessageContaining("no group \"b\"");
        assertThatThrownBy(() -> new RegexSpec("(?<a>x)", Optional.empty(), Map.of("a", " ")))
                .hasMessageContaining("needs a name");
        assertThatThrownBy(() -> new RegexSpec("(x)", Optional.of("x".repeat(201)), Map.of()))
                .hasMessageContaining("at most 200");
        assertThatThrownBy(() -> new RegexSpec("((".repeat(900), Optional.of("x"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a+)+$",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(a|aa)+$",
                "(a|a?)+$",
                "(.*a){20}x",
                "(x+x+)+y",
                "((a*)*)*b",
                "(?:(a|b|ab)*)*c",
                "^(\\w+\\s?)*$",
                "(?=(a+))a*b\\1",
                "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)z",
                "(a?){50}a{50}b",
                "(?:(?:){100}){8}(a)b",
                "(a|b|c|d|e|f)*!!",
            })
    void slowPatternsHoldNoLineUp(String pattern) {
        var lines = new RegexSpec("(?<x>" + pattern + ")", Optional.empty(), Map.of()).start(context());
        var hostile =
                List.of("a".repeat(40) + "!", "a".repeat(64 << 10) + "!", "x".repeat(5_000), "ab ".repeat(20_000));
        hostile.forEach(lines::read);
        long begin = System.nanoTime();

        hostile.forEach(lines::read);

        assertThat(Duration.ofNanos((System.nanoTime() - begin) / hostile.size()))
                .isLessThan(Duration.ofMillis(50));
    }

    @Test
    void aSlowPatternIsSaidOnceAndRestsInTheEnd() {
        var lines = new RegexSpec("^(?<x>a*a*a*a*a*a*)$", Optional.empty(), Map.of()).start(context());
        assertThat(lines.warning()).isEmpty();

        for (int i = 0; i < 19; i++) {
            assertThat(lines.read("a".repeat(50) + "!")).isEmpty();
        }

        assertThat(lines.read("aaa")).isPresent();
        assertThat(lines.warning()).hasValueSatisfying(text -> assertThat(text).contains("takes too long"));
        assertThat(lines.read("a".repeat(50) + "!")).isEmpty();
        assertThat(lines.read("aaa")).isEmpty();
    }

    @Test
    void slowLinesAmongManyOthersDoNotEndIt() {
        var lines = new RegexSpec("^(?<x>a*a*a*a*a*a*)$", Optional.empty(), Map.of()).start(context());

        for (int i = 0; i < 30 * 200; i++) {
            lines.read(i % 200 == 0 ? "a".repeat(50) + "!" : "5");
        }

        assertThat(lines.read("aaa")).isPresent();
    }

    @Test
    void whatBeginsWithAnythingIsQuick() {
        var lines = new RegexSpec(".*?loss=(?<loss>\\S+)", Optional.empty(), Map.of()).start(context());

        assertThat(lines.read("x".repeat(4_000))).isEmpty();
        assertThat(lines.warning()).isEmpty();
        assertThat(SampleText.read(lines, List.of("a loss=1 b loss=2"))).isEqualTo("loss=1.0 loss=2.0");
        assertThat(read(".*loss=(?<loss>\\S+)|acc (?<acc>\\S+)", "acc 1 loss=2 acc 3"))
                .isEqualTo("loss=2.0 acc=3.0");
    }

    @Test
    void theWarningReachesWhoReadsTheStream() {
        var spec = new RegexSpec("^(?<x>a*a*a*a*a*a*)$", Optional.empty(), Map.of());
        var reader = new OutputReader(List.of(), List.of(SampleText.reader("regex", spec::start)));
        var bytes = ("a".repeat(50) + "!\n").getBytes(StandardCharsets.US_ASCII);

        reader.feed(bytes, bytes.length);

        assertThat(reader.warning()).hasValueSatisfying(text -> assertThat(text).contains("takes too long"));
        assertThat(reader.warning()).isEqualTo(reader.warning());
    }

    private static String read(String pattern, String... lines) {
        return read(new RegexSpec(pattern, Optional.empty(), Map.of()), Set.of(), lines);
    }

    private static String read(RegexSpec spec, Set<String> declared, String... lines) {
        return SampleText.read(spec.start(new StreamContext(declared)), List.of(lines));
    }

    private static StreamContext context() {
        return new StreamContext(Set.of());
    }
}
