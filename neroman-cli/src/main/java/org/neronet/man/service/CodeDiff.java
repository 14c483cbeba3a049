package org.neronet.man.service;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.report.FileChange;

/** Compares the files of two snapshots, as far as their contents are known line by line. Pure but for reading contents. */
final class CodeDiff {
    private static final int CONTEXT = 3;

    /** The line-by-line comparison of two long texts that have little in common takes long and shows nothing. */
    private static final int MOST_LINES = 20_000;

    private final Function<String, Optional<byte[]>> contents;

    /** @param contents of a file by its digest; empty when it is not known */
    CodeDiff(Function<String, Optional<byte[]>> contents) {
        this.contents = contents;
    }

    List<FileChange> of(List<CodeFile> before, List<CodeFile> after) {
        var left = byPath(before);
        var right = byPath(after);
        var paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        var changes = new ArrayList<FileChange>();
        for (var path : paths) {
            change(path, Optional.ofNullable(left.get(path)), Optional.ofNullable(right.get(path)))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private static TreeMap<String, CodeFile> byPath(List<CodeFile> files) {
        var map = new TreeMap<String, CodeFile>();
        files.forEach(file -> map.put(file.path(), file));
        return map;
    }

    private Optional<FileChange> change(String path, Optional<CodeFile> before, Optional<CodeFile> after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        var kind = before.isEmpty()
                ? FileChange.Kind.ADDED
                : after.isEmpty()
                        ? FileChange.Kind.REMOVED
                        : before.get().sha256().equals(after.get().sha256())
                                ? FileChange.Kind.MODE
                                : FileChange.Kind.CHANGED;
        var lines = kind == FileChange.Kind.CHANGED ? lines(path, before.get(), after.get()) : List.<String>of();
        return Optional.of(new FileChange(
                path,
                kind,
                before.map(CodeFile::size).orElse(0L),
                after.map(CodeFile::size).orElse(0L),
                lines));
    }

    private List<String> lines(String path, CodeFile before, CodeFile after) {
        var old = text(before);
        var now = text(after);
        if (old.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        return UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + path, "b/" + path, old.get(), DiffUtils.diff(old.get(), now.get()), CONTEXT);
    }

    private Optional<List<String>> text(CodeFile file) {
        return contents.apply(file.sha256()).flatMap(CodeDiff::decoded).filter(lines -> lines.size() <= MOST_LINES);
    }

    private static Optional<List<String>> decoded(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString().indexOf('\0') >= 0
                    ? Optional.empty()
                    : Optional.of(text.toString().lines().toList());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // What is no text has no lines to show.
        }
    }
}
