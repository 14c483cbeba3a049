package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import org.neronet.common.batch.ApiFiles;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;

/** The folder beside the attempts in which programs find {@code neronet.py} and {@code neronet-report}. */
public final class ApiFolder {
    private static final String EXECUTABLE = "rwx------";

    private ApiFolder() {}

    /** Makes it, or brings it up to date; a program that reads a file meanwhile gets the old or the new one whole. */
    public static void lay(Path workdir) throws IOException {
        var folder = workdir.resolve(ApiFiles.FOLDER);
        PrivateFolder.ensure(folder);
        for (var file : ApiFiles.all().entrySet()) {
            var place = folder.resolve(file.getKey());
            if (!holds(place, file.getValue())) {
                AtomicFile.write(place, file.getValue(), EXECUTABLE);
            }
        }
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.isExecutable(file)
                && Files.size(file) == content.length
                && Arrays.equals(Files.readAllBytes(file), content);
    }
}
