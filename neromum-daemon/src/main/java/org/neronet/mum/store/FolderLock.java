package org.neronet.mum.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel's lock on a folder: two processes never write one journal, whatever their leases say. */
final class FolderLock {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    private FolderLock() {}

    /**
     * Takes the lock; it is given back when the channel is closed or the process ends in any way.
     *
     * @throws NeronetException (refused) when somebody has it
     */
    static FileChannel take(Path folder) throws IOException {
        PrivateFolder.ensure(folder);
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = FileChannel.open(folder.resolve("lock"), options, mode);
        try {
            if (channel.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new NeronetException(
                    ExitCode.REFUSED, "another neromum writes in " + folder, "neroman mum status", e);
        } catch (IOException e) {
            // Some network disks know no locks; there the lease alone must do.
            LOG.warn("{} cannot be locked: {}", folder, e.getMessage());
        }
        return channel;
    }
}
