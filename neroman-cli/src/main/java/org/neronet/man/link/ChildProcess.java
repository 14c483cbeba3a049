package org.neronet.man.link;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child of this JVM: the command itself, or the {@code ssh} that leads to it. */
final class ChildProcess implements RemoteProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    static ChildProcess start(List<String> argv) {
        try {
            var builder = new ProcessBuilder(argv).directory(new File("/"));
            ChildEnvironment.restore(builder.environment());
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.CONNECTION,
                    "cannot start " + argv.get(0) + ": " + e.getMessage(),
                    "is it installed? try: command -v " + argv.get(0),
                    e);
        }
    }

    @Override
    public OutputStream in() {
        return process.getOutputStream();
    }

    @Override
    public InputStream out() {
        return process.getInputStream();
    }

    @Override
    public InputStream err() {
        return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("a command left before it had read everything: {}", e.getMessage());
        }
        process.destroy();
    }
}
