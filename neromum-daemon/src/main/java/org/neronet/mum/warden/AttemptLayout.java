package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;
import org.neronet.common.batch.AttemptScripts;
import org.neronet.common.batch.ProgramParameters;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.KidOrders;

/**
 * Lays out an attempt's folder before it is launched.
 *
 * @param blobOf where the content with a digest lies
 * @param kidEndpoint the file that tells kids where mum listens
 */
public record AttemptLayout(Function<String, Path> blobOf, Path kidEndpoint, LayoutSettings settings) {
    private static final int KEY_BYTES = 32;

    /**
     * Makes the folder with all that parent and kid read; doing it again mends what was broken off. A folder whose
     * claim is taken is left alone, because its program may run.
     *
     * @param kidKey the attempt's key, 32 bytes
     * @throws IllegalArgumentException for a name or word that no program can get
     */
    public void lay(AttemptPlan plan, Path folder, byte[] kidKey) throws IOException {
        if (kidKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a kid's key has 32 bytes");
        }
        var argv = AttemptScripts.argv(plan);
        var environment = AttemptScripts.environment(plan, settings.facts(plan.key()));
        var place = new AttemptFolder(folder);
        if (Files.exists(place.claim(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        PrivateFolder.ensure(folder.getParent());
        CodeTree.ensureFolder(folder);
        boolean goesOn = EarlierWork.takeOver(plan, place);
        var work = new CodeTree(CodeTree.ensureFolder(place.work()));
        for (CodeFile file : plan.code()) {
            if (!goesOn || !Files.exists(place.work().resolve(file.path()), LinkOption.NOFOLLOW_LINKS)) {
                work.place(file, blobOf.apply(file.sha256()));
            }
        }
        if (plan.workdir().isPresent()) {
            work.folder(Path.of(plan.workdir().get()));
        }
        AtomicFile.place(place.key(), HexFormat.of().formatHex(kidKey) + "\n");
        AtomicFile.place(place.parameters(), ProgramParameters.of(plan).file());
        var watch = ProgramParameters.without(plan.watch());
        var orders = new KidOrders(plan.key(), kidEndpoint.toAbsolutePath().toString(), plan.metrics(), watch);
        AtomicFile.place(place.orders(), orders.toJson().toString());
        AtomicFile.place(place.environment(), environment);
        AtomicFile.place(place.argv(), argv);
    }
}
