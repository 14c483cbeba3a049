package org.neronet.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults names tests that exist, and leaves out no fault. */
class FaultListTest {
    private static final Path TABLE = Path.of("..", "docs", "faults.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`( \\(long\\))?");
    private static final Pattern ANNOTATED = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
    private static final List<String> FAULTS = Stream.concat(
                    IntStream.rangeClosed(1, 29).boxed(),
                    IntStream.rangeClosed(36, 41).boxed())
            .map(number -> "F" + number)
            .toList();

    @Test
    void everyFaultHasARowWithTests() throws IOException {
        var rows = rows();

        assertThat(rows.stream().map(row -> row.split(" ", 3)[1])).containsExactlyElementsOf(FAULTS);
        assertThat(rows).allMatch(row -> NAMED.matcher(row).find());
    }

    @Test
    void everyTestThatIsNamedExistsAndRunsWhenItIsSaidTo() throws IOException {
        var sources = sources();
        var wrong = new ArrayList<String>();
        for (var row : rows()) {
            var named = NAMED.matcher(row);
            while (named.find()) {
                boolean isLong = named.group(3) != null;
                if (sources.getOrDefault(named.group(1), List.of()).stream()
                        .noneMatch(text -> isTest(text, named.group(2), isLong))) {
                    wrong.add(named.group());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** By the annotations of the class, and of the method between it and the end of the one before. */
    private static boolean isTest(String text, String method, boolean isLong) {
        int at = text.indexOf("void " + method + "(");
        if (at < 0) {
            return false;
        }
        var own = text.substring(Math.max(text.lastIndexOf("\n    }\n", at), 0), at);
        var head = text.substring(0, text.indexOf("class "));
        boolean tagged = (own + head).contains("@Tag(\"long\")");
        return ANNOTATED.matcher(own).find() && tagged == isLong;
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| F"))
                .toList();
    }

    /** Texts of all test classes by their names; some names are there twice. */
    private static Map<String, List<String>> sources() throws IOException {
        var sources = new HashMap<String, List<String>>();
        try (var modules = Files.list(Path.of(".."))) {
            for (var module : modules.map(path -> path.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (var files = Files.walk(module)) {
                    for (var file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        var name = file.getFileName().toString().replace(".java", "");
                        sources.computeIfAbsent(name, key -> new ArrayList<>()).add(Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
