package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Retry;

/**
 * The working folder of an attempt that goes on from an earlier one is that one's: moved, not copied, since checkpoints may
 * be as large as the quota. A link stays in its old place, so that paths which the program noted still lead to the files.
 */
final class EarlierWork {
    private EarlierWork() {}

    /**
     * Takes it over unless that is done already, or there is none.
     *
     * @return whether the plan goes on with an earlier attempt's files
     */
    static boolean takeOver(AttemptPlan plan, AttemptFolder folder) throws IOException {
        var earlier =
                Retry.continued(plan).map(key -> new AttemptFolder(folder.root().resolveSibling(key.folderName())));
        if (earlier.isEmpty()) {
            return false;
        }
        var old = earlier.get().work();
        if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(folder.work(), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(old, folder.work(), StandardCopyOption.ATOMIC_MOVE);
        }
        boolean isThere = Files.isDirectory(folder.work(), LinkOption.NOFOLLOW_LINKS);
        if (isThere && Files.isDirectory(earlier.get().root()) && !Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(old, folder.work().toAbsolutePath());
        }
        return Files.isSymbolicLink(old);
    }
}
