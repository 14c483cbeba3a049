package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.JsonObject;
import org.neronet.man.spec.Code;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.Results;
import org.neronet.man.spec.Run;
import org.neronet.man.testing.Samples;
import org.sqlite.JDBC;

/** Selections among 100,000 experiments; the processor time of each is printed with {@code -Dneronet.print=true}, not asserted. */
class LargeHistoryTest {
    private static final int MANY = 100_000;
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    static Path folder;

    private static History history;
    private static Database database;

    @BeforeAll
    static void fill() throws Exception {
        var file = folder.resolve("history.db");
        history = History.open(file, Samples.HOME);
        assertThat(history.all()).isEmpty();
        try (var connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties())) {
            connection.setAutoCommit(false);
            numbers(connection);
            connection.commit();
        }
        database = new Database(file);
    }

    @AfterAll
    static void close() {
        history.close();
        database.close();
    }

    /** SQLite makes them: number i is in collection i/1000, has its own learning rate, seed and loss. */
    private static void numbers(Connection connection) throws Exception {
        var definition = experiment().toJson().toString().replace("'", "''");
        var all = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + MANY + ") ";
        for (var sql : List.of(
                "INSERT INTO experiment (id, folder, name, last_part, collection, identity, definition, defined_at,"
                        + " changed_at, last_attempt) " + all
                        + "SELECT i, '/home/me/exp/c' || (i / 1000), 'c' || (i / 1000) || '/deep_lr-' || (i % 4) || '_seed-' || i,"
                        + " 'deep_lr-' || (i % 4) || '_seed-' || i, 'c' || (i / 1000), hex(randomblob(32)), i,"
                        + " strftime('%Y-%m-%dT%H:%M:%S.000000000Z', '2026-11-24 12:00:00', '-' || (100000 - i) || ' minutes'),"
                        + " strftime('%Y-%m-%dT%H:%M:%S.000000000Z', '2026-11-24 12:00:00', '-' || (100000 - i) || ' minutes'),"
                        + " i % 20 <> 0 FROM n",
                "INSERT INTO definition (number, experiment, at, kind, digest, definition) " + all
                        + "SELECT i, i, '2026-11-24T12:00:00Z', 'new', hex(randomblob(32)), '" + definition
                        + "' FROM n",
                "INSERT INTO parameter " + all + "SELECT i, 'lr', (i % 4) / 100.0, (i % 4) / 100.0 FROM n",
                "INSERT INTO parameter " + all + "SELECT i, 'seed', i, i FROM n",
                "INSERT INTO parameter " + all + "SELECT i, 'layers', i % 7, i % 7 FROM n",
                "INSERT INTO parameter " + all
                        + "SELECT i, 'act', CASE i % 2 WHEN 0 THEN 'relu' ELSE 'tanh' END, NULL FROM n",
                "INSERT INTO parameter " + all + "SELECT i, 'data', 'data/' || (i % 10) || '.txt', NULL FROM n",
                "INSERT INTO attempt (experiment, attempt, cluster, begun, state, reason, job_id, node, exit_code,"
                        + " ended_at) " + all + "SELECT i, 1, 'triton', '2026-11-24T12:00:00Z', CASE i % 10 WHEN 3 THEN"
                        + " 'failed' WHEN 7 THEN 'running' ELSE 'finished' END, 'exit 0', '77_' || i, 'node1', 0,"
                        + " '2026-11-24T12:00:00Z' FROM n WHERE i % 20 <> 0",
                "INSERT INTO metric_summary (experiment, attempt, name, last, min, max, step, count) " + all
                        + "SELECT i, 1, 'val_loss', i / 100000.0, 0, 1, 9, 10 FROM n WHERE i % 20 <> 0",
                "INSERT INTO tag " + all + "SELECT 'paper', i, '2026-11-24T12:00:00Z' FROM n WHERE i % 100 = 0")) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static Experiment experiment() {
        return new Experiment(
                "c1/deep",
                Optional.of("c1"),
                Path.of("/home/me/exp/c1"),
                Map.of("lr", 0.01, "seed", 1L, "layers", 2L, "act", "relu", "data", "data/1.txt"),
                new Run(List.of("python3", "main.py"), Map.of(), List.of(), Resources.DEFAULT, List.of(), 0, 0),
                new Code(List.of("main.py"), List.of(), Optional.empty()),
                Results.ALL,
                List.of(),
                Optional.empty(),
                JsonObject.empty(),
                "config.yaml:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5000 | 1",
                "1-100000 | 100000",
                "c7/deep_lr-1_seed-7001 | 1",
                "deep_lr-1_seed-7001 | 1",
                "c7 | 1000",
                "*deep*lr-1_* | 25000",
                "deep_lr-?_seed-77* | 1111",
                "@last:3 | 3",
                "@failed | 10000",
                "@missing | 5000",
                "state=failed | 10000",
                "state=finished | 75000",
                "state!=finished | 25000",
                "lr>0.01 | 50000",
                "lr=0.03 and layers=2 | 3571",
                "act=relu | 50000",
                "act!=relu and seed<=10 | 5",
                "val_loss<0.3 | 28500",
                "tag=paper | 1000",
                "since=2d | 2881",
                "ended<2026-11-25 | 95000",
                "job=77_5003 | 1",
                "params=*data/1.txt* | 10000",
                "folder=/home/me/exp/c3 | 1000",
                "c7 and state=failed and lr>0.01 | 50",
                "not (state=finished, lr>0.01) | 15000",
                "all | 100000",
            })
    void eachFormIsQuick(String words, int count) {
        var selection = Selection.parse(List.of(words));
        var viewpoint = new Viewpoint(Path.of("/home/me"), NOW, ZoneOffset.UTC);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = now();
            var ids = database.read(() -> new SelectionResolver(database, viewpoint).resolve(selection));
            best = Math.min(best, now() - start);
            assertThat(ids.size()).isEqualTo(count);
        }
        print(words, best / 1e6);
    }

    @Test
    void rowsOfFewAreReadAlone() {
        var selection = Selection.parse(List.of("1,50000,100000"));
        for (int i = 0; i < 3; i++) {
            long start = now();
            assertThat(history.find(selection)).extracting(ExperimentRow::id).containsExactly(1L, 50_000L, 100_000L);
            print("rows of three", (now() - start) / 1e6);
        }
    }

    @Test
    void manyFaultsAreToldInReasonableTime() {
        var words = LongStream.range(0, 1_000).mapToObj(i -> "nothing" + i).collect(Collectors.joining(","));
        long start = now();
        assertThatThrownBy(() -> history.find(Selection.parse(List.of(words))))
                .hasMessageContaining("'nothing19' and 980 more");
        print("1,000 unknown names", (now() - start) / 1e6);
    }

    /** Processor time, so that others on the machine do not count. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String what, double millis) {
        if (Boolean.getBoolean("neronet.print")) {
            System.out.printf("%-45s %7.1f ms%n", what, millis);
        }
    }
}
