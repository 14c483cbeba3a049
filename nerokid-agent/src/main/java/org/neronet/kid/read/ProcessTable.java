package org.neronet.kid.read;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** All processes of this host at one moment, as far as they can be seen. */
record ProcessTable(List<ProcessRow> rows) {
    private static final int LONGEST = 2048;

    ProcessTable {
        rows = List.copyOf(rows);
    }

    static ProcessTable scan(Path proc) throws IOException {
        var rows = new ArrayList<ProcessRow>();
        var buffer = new byte[LONGEST];
        try (var folders = Files.newDirectoryStream(proc, "[1-9]*")) {
            for (var folder : folders) {
                row(folder, buffer).ifPresent(rows::add);
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return new ProcessTable(rows);
    }

    private static Optional<ProcessRow> row(Path folder, byte[] buffer) {
        var name = folder.getFileName().toString();
        if (!name.chars().allMatch(c -> c >= '0' && c <= '9') || name.length() > 10) {
            return Optional.empty();
        }
        try (var in = new FileInputStream(folder.resolve("stat").toFile())) {
            return ProcessRow.parse(Long.parseLong(name), buffer, in.read(buffer));
        } catch (IOException e) {
            // It ended while the table was made.
            return Optional.empty();
        }
    }

    /**
     * A program, all of its session, and all that descend from those; empty when the number is another process's by now.
     *
     * @param startTicks when the program started, if known
     */
    List<ProcessRow> treeOf(long program, Optional<Long> startTicks) {
        var reused = rows.stream()
                .anyMatch(row -> row.pid() == program
                        && startTicks.filter(t -> t != row.startTicks()).isPresent());
        if (reused) {
            return List.of();
        }
        var members = new HashSet<Long>();
        rows.stream()
                .filter(row -> row.session() == program || row.pid() == program)
                .forEach(row -> members.add(row.pid()));
        for (int before = -1; before < members.size(); ) {
            before = members.size();
            rows.stream().filter(row -> members.contains(row.parent())).forEach(row -> members.add(row.pid()));
        }
        return rows.stream().filter(row -> members.contains(row.pid())).toList();
    }
}
