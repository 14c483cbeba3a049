package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;
import org.sqlite.JDBC;

class MigrationTest {
    @TempDir
    Path folder;

    @Test
    void aHistoryOfFormOneIsBroughtOverWhole() throws Exception {
        var experiment = Samples.experiment(folder, "lang/a", List.of("main.sh"));
        try (var old = open()) {
            execute(old, form(1));
            insert(old, 1, "lang/a", experiment.toJson().toString(), experiment.digest(), "2");
            insert(old, 2, "lang/a", experiment.toJson().toString(), experiment.digest(), null);
            execute(
                    old,
                    "INSERT INTO attempt (experiment, attempt, cluster, begun, state) VALUES"
                            + " (2, 1, 'triton', '2026-11-22T12:00:00Z', 'finished')");
            execute(old, "UPDATE experiment SET last_attempt = 1 WHERE id = 2");
            execute(old, "INSERT INTO metric VALUES (2, 1, 'loss', 1, 0.5, '2026-11-22T12:00:00Z', 'stdout')");
            execute(old, "INSERT INTO mum VALUES ('m', 'triton', 77)");
        }

        try (var history = History.open(folder.resolve("history.db"), Samples.HOME)) {
            assertThat(history.all()).extracting(ExperimentRow::id).containsExactly(1L, 2L);
            var row = history.experiment(2).orElseThrow();
            assertThat(row.experiment()).isEqualTo(experiment);
            assertThat(row.latest().orElseThrow().status().state()).isEqualTo(AttemptState.FINISHED);
            assertThat(history.experiment(1).orElseThrow().supersededBy()).contains(2L);
            assertThat(history.series(2, 1, "loss")).hasSize(1);
            assertThat(history.cursor("m")).isEqualTo(77);
            assertThat(history.definitions(2)).extracting(DefinitionRow::code).containsExactly(Optional.empty());

            var again =
                    Histories.define(history, List.of(experiment), Samples.T0).get(0);
            assertThat(again).extracting(Definition::id, Definition::kind).containsExactly(2L, Kind.UPDATED);
            var fresh = Histories.define(history, List.of(Samples.experiment(folder, "lang/b", List.of())), Samples.T0)
                    .get(0);
            assertThat(fresh.id()).as("ids are never used again").isEqualTo(3);
        }
        try (var now = open();
                var statement = now.createStatement();
                var rows = statement.executeQuery(
                        "SELECT value, number FROM parameter WHERE experiment = 2" + " AND name = 'lr'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("0.1");
            assertThat(rows.getDouble(2)).isEqualTo(0.1);
        }
    }

    @Test
    void aHistoryOfFormTwoIsBroughtOverWhole() throws Exception {
        try (var old = open()) {
            execute(old, form(2));
        }

        try (var history = History.open(folder.resolve("history.db"), "f54a70f15c287b21eaaf410af43c6b64")) {
            assertThat(history.all()).extracting(ExperimentRow::id).containsExactly(1L, 2L);
            var status =
                    history.experiment(1).orElseThrow().latest().orElseThrow().status();
            assertThat(status.state()).isEqualTo(AttemptState.FINISHED);
            assertThat(status.stopReason()).isEmpty();
            assertThat(status.total()).isEmpty();
            assertThat(history.series(1, 1, "loss"))
                    .extracting(MetricPoint::value)
                    .containsExactly(0.5, 0.25);
        }
    }

    @Test
    void aHistoryOfFormThreeIsBroughtOverWhole() throws Exception {
        try (var old = open()) {
            execute(old, form(3));
        }

        try (var history = History.open(folder.resolve("history.db"), "f54a70f15c287b21eaaf410af43c6b64")) {
            var status =
                    history.experiment(1).orElseThrow().latest().orElseThrow().status();
            assertThat(status.stopReason()).contains("loss is NaN");
            assertThat(status.hold()).isEqualTo(Hold.NONE);
            assertThat(status.expectedAt()).isEmpty();
        }
    }

    private Connection open() throws SQLException {
        return JDBC.createConnection("jdbc:sqlite:" + folder.resolve("history.db"), new Properties());
    }

    private void insert(Connection old, long id, String name, String definition, String digest, String supersededBy)
            throws SQLException {
        try (var insert = old.prepareStatement("INSERT INTO experiment (id, folder, name, digest, definition,"
                + " defined_at, superseded_by) VALUES (?, ?, ?, ?, ?, '2026-11-22T12:00:00.5Z', ?)")) {
            var values = new Object[] {id, folder.toString(), name, digest, definition, supersededBy};
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String form(int number) throws Exception {
        try (var in = MigrationTest.class.getResourceAsStream("/history/form-" + number + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
