package org.neronet.mum.warden;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.process.ProcessIdentity;

/** Starts parents on this host, each in its own session and with nothing of mum's. */
final class DirectLaunch {
    private final Path parent;
    private final Map<String, String> environment;
    private final List<String> prefix;
    private volatile Runnable ended = () -> {};

    /** @param lib the folder with the parent script */
    DirectLaunch(Path lib, Map<String, String> login) {
        this.parent = lib.resolve("parent");
        this.environment = JobEnvironment.own(login);
        this.prefix = prefix();
    }

    /** Sets what to call when a parent that was started here has ended. */
    void onEnd(Runnable listener) {
        ended = listener;
    }

    /** A Java process leaves signals blocked or ignored in its children, which programs of a login session do not see. */
    private static List<String> prefix() {
        var words = new ArrayList<String>();
        if (works(List.of("env", "--default-signal", "true"))) {
            words.addAll(List.of("env", "--default-signal"));
        }
        if (works(List.of("setsid", "true"))) {
            words.add("setsid");
        }
        return words;
    }

    private static boolean works(List<String> argv) {
        try {
            var process = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Notes what one line has, starts its parent and notes that process.
     *
     * @param hides whether the program sees the GPUs of its share alone
     */
    Spawned start(DirectJob job, Share share, boolean hides) throws IOException {
        PrivateFolder.ensure(Spawned.folder(job.batch()));
        share.write(job.batch(), job.line());
        var argv = new ArrayList<>(prefix);
        argv.addAll(List.of("sh", parent.toString(), job.batch().toString(), Integer.toString(job.line())));
        var builder = new ProcessBuilder(argv).directory(job.batch().toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (hides) {
            builder.environment().put(HostGpus.VARIABLE, String.join(",", share.gpus()));
        }
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(job).toFile()));
        var process = builder.start();
        long pid = process.pid();
        // A parent that has ended already needs no start time to be known as gone.
        var spawned = new Spawned(ProcessIdentity.of(pid).orElse(new ProcessIdentity(pid, 0)), job.boot());
        spawned.write(job.batch(), job.line());
        process.onExit().thenRun(() -> ended.run());
        return spawned;
    }

    private static Path output(DirectJob job) throws IOException {
        var file = job.output();
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return file;
        }
        return file;
    }
}
