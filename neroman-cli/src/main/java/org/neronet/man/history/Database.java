package org.neronet.man.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** One connection to the SQLite file, opened at first use. Not safe for threads: {@link History} sees to that. */
final class Database implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;

    Database(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Mapper<T> {
        T row(ResultSet row) throws SQLException;
    }

    /** Reads or changes something; a fault undoes all of it. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs reads and writes as a whole, while no other process can write. */
    <T> T transaction(Work<T> work) {
        return translated(() -> {
            open();
            execute("BEGIN IMMEDIATE");
            try {
                var result = work.run();
                execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        });
    }

    /** Runs a read. */
    <T> T read(Work<T> work) {
        return translated(() -> {
            open();
            return work.run();
        });
    }

    <T> List<T> query(String sql, Mapper<T> mapper, Object... values) throws SQLException {
        try (var rows = prepare(sql, values).executeQuery()) {
            return all(rows, mapper);
        }
    }

    private static <T> List<T> all(ResultSet rows, Mapper<T> mapper) throws SQLException {
        var all = new ArrayList<T>();
        while (rows.next()) {
            all.add(mapper.row(rows));
        }
        return all;
    }

    /** Asks once with a text that will not come again, so that its statement is not kept. */
    <T> List<T> once(String sql, Mapper<T> mapper, List<Object> values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values.toArray());
            try (var rows = statement.executeQuery()) {
                return all(rows, mapper);
            }
        }
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, Object... values) throws SQLException {
        return query(sql, mapper, values).stream().findFirst();
    }

    int update(String sql, Object... values) throws SQLException {
        return prepare(sql, values).executeUpdate();
    }

    /** The statement of that text with its values set; kept for its next use, so nobody closes it. */
    PreparedStatement prepare(String sql, Object... values) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        bind(statement, values);
        return statement;
    }

    /** Sets the values from the first on; an empty Optional is NULL, a time is as in {@link #time}. */
    static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            var value = values[i] instanceof Optional<?> optional ? optional.orElse(null) : values[i];
            statement.setObject(i + 1, value instanceof Instant at ? time(at) : value);
        }
    }

    /** ISO-8601 UTC with nine digits of the second, so that texts sort as times do. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    private void open() throws SQLException {
        if (connection != null) {
            return;
        }
        makeFile();
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setGetGeneratedKeys(false);
        // Not by DriverManager, whose registration files do not always survive in a fat jar.
        connection = JDBC.createConnection("jdbc:sqlite:" + file, config.toProperties());
        try {
            makeTables();
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void makeFile() {
        try {
            PrivateFolder.ensure(file.getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException e) {
            // Another neroman made it just now, which is as good.
            return;
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE, "cannot make the history " + file + ": " + IoReason.of(e), "check its folder", e);
        }
    }

    private void makeTables() throws SQLException {
        if (version() != Schema.VERSION) {
            execute("BEGIN IMMEDIATE");
            try {
                makeMissingTables();
                execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        }
    }

    private void makeMissingTables() throws SQLException {
        int version = version();
        if (version > Schema.VERSION) {
            throw new NeronetException(
                    ExitCode.REFUSED,
                    "the history " + file + " was written by a newer Neronet (form " + version + ", this one knows "
                            + Schema.VERSION + ")",
                    "use that newer neroman, or set NERONET_HOME to another folder");
        }
        if (version == 0) {
            for (var sql : Schema.TABLES) {
                execute(sql);
            }
        } else if (version == 1) {
            new Migration(this).fromFirst();
        } else if (version == 2) {
            new Migration(this).fromSecond();
        } else if (version == 3) {
            new Migration(this).fromThird();
        }
        execute("PRAGMA user_version = " + Schema.VERSION);
    }

    private int version() throws SQLException {
        return first("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollBack(Exception cause) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private <T> T translated(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw DatabaseFault.of(file, e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            try {
                for (var statement : statements.values()) {
                    statement.close();
                }
                connection.close();
            } catch (SQLException e) {
                throw DatabaseFault.of(file, e);
            } finally {
                statements.clear();
                connection = null;
            }
        }
    }
}
