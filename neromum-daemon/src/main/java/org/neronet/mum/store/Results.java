package org.neronet.mum.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ResultFile;

/** Finds what an attempt made or changed in its working folder. Symbolic links are never followed and never results. */
public final class Results {
    private static final long MAX_HASHED = 64L << 20;

    private final Attempt attempt;
    private final Path work;

    public Results(Attempt attempt) {
        this.attempt = attempt;
        this.work = attempt.folder().work();
    }

    /**
     * The results.
     *
     * @param files in order of their paths
     * @param leftOut those that would pass the limits of size or number, or whose names no text can hold
     * @param ready whether the attempt has ended, so that the list is final
     */
    public record Listing(List<ResultFile> files, List<ResultFile> leftOut, boolean ready) {}

    public Listing list() throws IOException {
        var changes = new CodeChanges(attempt.plan().code());
        var patterns = new OutputPatterns(attempt.plan().outputs());
        var excluded = IgnorePatterns.of(attempt.plan().resultsExclude());
        var files = new ArrayList<ResultFile>();
        var leftOut = new ArrayList<ResultFile>();
        boolean ready = !attempt.isLive();
        var budget = new ListingBudget(attempt.plan().resultBytes());
        for (var found : new WorkFolder(work, excluded).files()) {
            var path = found.relative();
            if (!patterns.match(path) || !changes.isResult(found)) {
                continue;
            }
            var file = new ResultFile(path.toString(), found.size(), isExecutable(found.file()));
            boolean readable = work.resolve(path.toString()).equals(found.file());
            (readable && budget.take(file) ? files : leftOut).add(file);
        }
        return new Listing(files, leftOut.subList(0, Math.min(leftOut.size(), ListingBudget.MAX_LEFT_OUT)), ready);
    }

    /**
     * Opens one result for reading.
     *
     * @throws NeronetException (not found) for what is no regular file inside the working folder
     */
    public InputStream open(String path) throws IOException {
        if (!CodeFile.isSafe(path) || !isPlain(path)) {
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    "experiment " + attempt.key().id() + " has no result '" + path + "'",
                    "neroman fetch " + attempt.key().id());
        }
        return Files.newInputStream(work.resolve(path), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isPlain(String path) {
        var at = work;
        for (var part : Path.of(path)) {
            at = at.resolve(part);
            if (Files.isSymbolicLink(at)) {
                return false;
            }
        }
        return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_EXECUTE);
    }

    /** Tells results from the files of the snapshot that nobody touched. */
    private final class CodeChanges {
        private final java.util.Map<String, CodeFile> code = new java.util.HashMap<>();

        CodeChanges(List<CodeFile> files) {
            files.forEach(file -> code.put(file.path(), file));
        }

        boolean isResult(WorkFolder.Found found) throws IOException {
            var before = code.get(found.relative().toString());
            if (before == null || before.size() != found.size()) {
                return true;
            }
            return found.size() <= MAX_HASHED
                    ? !Sha256.of(found.file()).equals(before.sha256())
                    : isNewerThanStart(found.file());
        }

        /** Hashing gigabytes at each look would cost more than a rare false answer. */
        private boolean isNewerThanStart(Path file) throws IOException {
            var start = attempt.folder().start();
            return Files.exists(start)
                    && Files.readAttributes(file, BasicFileAttributes.class)
                                    .lastModifiedTime()
                                    .compareTo(Files.getLastModifiedTime(start))
                            > 0;
        }
    }
}
