package org.neronet.man.history;

import java.nio.file.Path;
import java.sql.SQLException;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
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
            return fault("the history " + file + " cannot be written", "chmod u+rw '" + file + "'", e);
        }
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return fault("no room on the disk for the history " + file, "free some space there", e);
        }
        return fault("the history " + file + " failed: " + e.getMessage(), "see the log", e);
    }

    private static NeronetException fault(String message, String hint, SQLException cause) {
        return new NeronetException(ExitCode.FAILURE, message, hint, cause);
    }
}
