package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.AttemptFolder;

/** Mum's side of the claim: whoever links {@code claim} first decides whether the program ever starts. */
final class Claims {
    private static final String MUM = "mum\n";
    private static final Pattern HOLDER = Pattern.compile("job=(\\d+)");
    private static final Pattern BATCH = Pattern.compile(" batch=([0-9a-f]{16})\\b");

    private Claims() {}

    /** Whether a job has it, so that the program runs or ran. */
    static boolean isTakenByJob(AttemptFolder folder) throws IOException {
        try {
            return !SmallFile.read(folder.claim()).equals(MUM);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Whether another job than this one has it: then this one found it taken and left without running anything. */
    static boolean isTakenByOtherJob(AttemptFolder folder, String jobId) throws IOException {
        try {
            var holder = HOLDER.matcher(SmallFile.read(folder.claim()));
            return holder.lookingAt() && !holder.group(1).equals(number(jobId));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Whether a job of another sending has it, as the claim tells since it names the batch. */
    static boolean isTakenByOtherBatch(AttemptFolder folder, String token) throws IOException {
        try {
            var batch = BATCH.matcher(SmallFile.read(folder.claim()));
            return batch.find() && !batch.group(1).equals(token);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String number(String jobId) {
        return jobId.replaceFirst("\\D.*", "");
    }

    /** Takes the claim for mum; false when a job was first. Where hard links are refused the file is made anew. */
    static boolean take(AttemptFolder folder) throws IOException {
        if (!Files.isDirectory(folder.root())) {
            return true;
        }
        var own = folder.root().resolve("claim.mum." + UUID.randomUUID());
        AtomicFile.write(own, MUM);
        try {
            link(folder.claim(), own);
        } catch (FileAlreadyExistsException e) {
            // A reply lost by the file server looks the same: the content decides.
        } finally {
            Files.deleteIfExists(own);
        }
        return !isTakenByJob(folder);
    }

    private static void link(Path claim, Path own) throws IOException {
        try {
            Files.createLink(claim, own);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            Files.writeString(claim, MUM, java.nio.file.StandardOpenOption.CREATE_NEW);
        }
    }
}
