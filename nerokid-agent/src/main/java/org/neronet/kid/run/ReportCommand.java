package org.neronet.kid.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.batch.ApiFiles;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** {@code nerokid report}: the same as {@code neronet-report}, by running it. */
record ReportCommand(List<String> words) {
    void run() {
        var script = new String(ApiFiles.content(ApiFiles.SHELL), StandardCharsets.UTF_8);
        var argv = new ArrayList<>(List.of("sh", "-c", script, ApiFiles.SHELL));
        argv.addAll(words);
        try {
            if (new ProcessBuilder(argv).inheritIO().start().waitFor() != 0) {
                throw new NeronetException(ExitCode.USAGE, "nothing was reported", "type 'neronet-report --help'");
            }
        } catch (IOException e) {
            throw new NeronetException(ExitCode.FAILURE, "sh cannot be run: " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeronetException(ExitCode.FAILURE, "interrupted while reporting", null, e);
        }
    }
}
