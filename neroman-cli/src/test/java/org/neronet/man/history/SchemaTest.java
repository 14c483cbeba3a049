package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|`]+ \\| (`.*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([a-z_0-9]+)`");

    @TempDir
    Path folder;

    private Map<String, List<String>> tables() throws SQLException {
        try (var database = new Database(folder.resolve("history.db"))) {
            return database.read(() -> {
                var tables = new LinkedHashMap<String, List<String>>();
                var names = database.query(
                        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'",
                        row -> row.getString(1));
                for (var name : names) {
                    tables.put(
                            name,
                            database.query("SELECT name FROM pragma_table_info(?)", row -> row.getString(1), name));
                }
                return tables;
            });
        }
    }

    @Test
    void theManualNamesEveryTableAndColumn() throws Exception {
        var manual = Stream.of(Path.of("docs/manual/history.md"), Path.of("../docs/manual/history.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        var said = new LinkedHashMap<String, List<String>>();
        ROW.matcher(Files.readString(manual))
                .results()
                .forEach(row -> said.put(
                        row.group(1),
                        NAME.matcher(row.group(2))
                                .results()
                                .map(name -> name.group(1))
                                .toList()));

        assertThat(said).containsExactlyInAnyOrderEntriesOf(tables());
    }
}
