package org.neronet.common.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Folders that no other user may write to; made 0700, and refused rather than repaired when they are foreign. */
public final class PrivateFolder {
    private PrivateFolder() {}

    /**
     * Makes the folder and its missing parents with mode 0700. A folder that exists is accepted when it is the user's
     * own and not writable by others, whatever others may read.
     *
     * @throws NeronetException (refused) when it is a link, foreign, or writable by group or others
     */
    public static Path ensure(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        check(folder);
        return folder;
    }

    /** Refuses a folder in which another user could plant files. */
    public static void check(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw refused(folder, "is not a folder", "remove it or choose another place");
        }
        var owner = Files.getOwner(folder).getName();
        var user = System.getProperty("user.name");
        if (!owner.equals(user)) {
            throw refused(folder, "belongs to " + owner + ", not to " + user, "set NERONET_HOME to a folder of yours");
        }
        var mode = Files.getPosixFilePermissions(folder);
        if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(folder, "can be written to by other users", "chmod go-w '" + folder + "'");
        }
    }

    private static NeronetException refused(Path folder, String what, String hint) {
        return new NeronetException(ExitCode.REFUSED, folder + " " + what, hint);
    }
}
