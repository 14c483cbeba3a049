package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Path;
import org.neronet.common.disk.AtomicFile;

/** What the script {@code pack} reads in the folder of a batch whose experiments share jobs. */
public final class PackFiles {
    /** Numbers of the lines whose programs are to be ended, one a line; read again and again while a job runs. */
    private static final String ORDERS = "orders";

    private PackFiles() {}

    static void write(Batch batch) throws IOException {
        var packing = batch.packing();
        var one = batch.first().resources();
        AtomicFile.place(
                batch.folder().resolve("pack"),
                "members=" + packing.members() + "\nslots=" + packing.slots() + "\nlines="
                        + batch.attempts().size() + "\ncpus=" + one.cpus() + "\ngpus=" + one.gpus() + "\n");
        AtomicFile.place(orders(batch.folder()), "");
    }

    /** The orders of a batch's folder: one who replaces it, many who read it. */
    public static Path orders(Path batch) {
        return batch.resolve(ORDERS);
    }
}
