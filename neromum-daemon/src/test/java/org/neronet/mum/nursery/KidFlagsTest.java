package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever starts a kid gives its JVM the same options, but for the size of the heap. */
class KidFlagsTest {
    private static final Pattern FLAG = Pattern.compile(" (-X\\S+)");

    @ParameterizedTest
    @ValueSource(strings = {"parent", "pack"})
    void aScriptStartsKidsAsMumDoes(String script) throws IOException {
        assertThat(withoutHeap(flags(script))).isEqualTo(withoutHeap(KidProcess.FLAGS));
    }

    private static List<String> flags(String script) throws IOException {
        try (var in = KidProcess.class.getResourceAsStream("/cluster/" + script)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return FLAG.matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    private static List<String> withoutHeap(List<String> flags) {
        return flags.stream().filter(flag -> !flag.startsWith("-Xmx")).toList();
    }
}
