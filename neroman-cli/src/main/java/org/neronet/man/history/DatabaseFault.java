package org.neronet.man.history;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.FileKind;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a fault of SQLite means for the user. */
final class DatabaseFault {
    private DatabaseFault() {}

    static NeronetException of(Path file, SQLException e) {
        // The extended codes carry the primary one in their lowest byte.
        int primary = e.getErrorCode() & 0xff;
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return fault(
                    "another process keeps the history " + file + " locked",
                    "try again; 'fuser " + file + "' shows who has it open",
                    e);
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return fault(file + " is damaged or not a history", "bring it back from a backup, or move it away", e);
        }
        if (e instanceof SQLiteException known && known.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_DBMOVED) {
            return fault("a new history was begun meanwhile, so nothing was changed", "type the command again", e);
        }
        if (primary == SQLiteErrorCode.SQLITE_READONLY.code || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return unusable(file, e);
        }
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return fault("no room on the disk for the history " + file, "free some space there", e);
        }
        return fault(
                "the history " + file + " failed: " + e.getMessage(),
                "bring it back from a backup, or move it away; 'sqlite3 " + file + " .recover' shows what is in it",
                e);
    }

    private static NeronetException unusable(Path file, SQLException e) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            return fault("the history " + file + " is " + FileKind.of(file) + ", not a database", "move it away", e);
        }
        var folder = file.toAbsolutePath().getParent();
        var closed = Files.exists(folder) && !Files.isWritable(folder) ? folder : file;
        var mode = Files.exists(closed) ? ": " + closed.getFileName() + "'s mode is " + FileKind.mode(closed) : "";
        var right = closed.equals(file) ? "chmod u+rw '" : "chmod u+rwx '";
        return fault("the history " + file + " cannot be written" + mode, right + closed + "'", e);
    }

    private static NeronetException fault(String message, String hint, SQLException cause) {
        return new NeronetException(ExitCode.FAILURE, message, hint, cause);
    }
}
