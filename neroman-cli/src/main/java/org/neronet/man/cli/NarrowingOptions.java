package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.List;
import org.neronet.man.selection.Narrowing;
import picocli.CommandLine.Option;

/** The options that leave a part of what is selected. */
final class NarrowingOptions {
    @Option(
            names = "--missing",
            description = "of these, only what has not run: never submitted, or refused by the scheduler")
    private boolean missing;

    @Option(names = "--failed", description = "of these, only what ended otherwise than finished or stopped")
    private boolean failed;

    /** The words that say it all. */
    List<String> narrowed(List<String> words) {
        var all = new ArrayList<>(words);
        if (missing) {
            all.add(Narrowing.MISSING.option());
        }
        if (failed) {
            all.add(Narrowing.FAILED.option());
        }
        return List.copyOf(all);
    }

    boolean failed() {
        return failed;
    }
}
