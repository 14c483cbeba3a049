package org.neronet.man.cli;

import org.neronet.man.report.Numbers;
import org.neronet.man.submit.UploadProgress;

/** Shows how far an upload is, on a terminal, from its second part on; one thread uses it. */
final class Uploads implements UploadProgress, AutoCloseable {
    private final Terminal terminal;
    private long shown = -1;

    Uploads(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void sent(int files, int allFiles, long bytes, long allBytes) {
        long percent = allBytes == 0 ? 100 : 100 * bytes / allBytes;
        if (terminal.interactive() && percent != shown) {
            shown = percent;
            terminal.sayInPlace("sending files: %d/%d, %s of %s (%d %%)"
                    .formatted(files, allFiles, Numbers.bytes(bytes), Numbers.bytes(allBytes), percent));
        }
    }

    @Override
    public void close() {
        if (shown >= 0) {
            terminal.err().println();
            terminal.err().flush();
        }
    }
}
