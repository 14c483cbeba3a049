package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsManualTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    record Row(String reader, List<String> lines, String expected) {
        @Override
        public String toString() {
            return reader + " " + lines;
        }
    }

    static List<Row> rows() throws IOException {
        var manual = Stream.of(Path.of("docs/manual/metrics.md"), Path.of("../docs/manual/metrics.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        var text = Files.readString(manual);
        var section = text.substring(text.indexOf("## Read without configuration"), text.indexOf("## Names"));
        var reader = new String[] {""};
        return section.lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|--") && !line.startsWith("| reader"))
                .map(line -> line.substring(1).split("(?<!\\\\)\\|"))
                .map(cells -> row(cells, reader))
                .toList();
    }

    private static Row row(String[] cells, String[] reader) {
        var named = code(cells[0]);
        reader[0] = named.isEmpty() ? reader[0] : named.get(0);
        return new Row(reader[0], code(cells[1]), code(cells[2]).get(0));
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(found -> found.group(1).replace("\\|", "|").replace('⇥', '\t'))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyExampleIsReadAsTheTableSays(Row row) {
        var output = Output.of(String.join("\n", row.lines()));

        assertThat(output.byPlace()).isEqualTo(row.expected());
        assertThat(output.readers()).containsExactly(row.reader());
    }

    @Test
    void everyReaderOfLinesThatIsAboutLearningHasARow() throws IOException {
        var documented = new TreeSet<String>();
        rows().forEach(row -> documented.add(row.reader()));

        assertThat(documented)
                .containsAll(Set.of(
                        "neronet",
                        "json",
                        "dict",
                        "fairseq",
                        "keras",
                        "pytorch",
                        "boosting",
                        "sklearn",
                        "box-table",
                        "column-table",
                        "bar",
                        "steps",
                        "auto"));
    }
}
