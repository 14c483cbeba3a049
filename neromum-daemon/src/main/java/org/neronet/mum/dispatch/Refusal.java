package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptState;

/** The word of the scripts on the node that they did not start the program, because the node has no room for it. */
final class Refusal {
    private static final int EXIT = 75;
    private static final String EVIDENCE = "refused on the node";

    private Refusal() {}

    /** The end with the node's reason, where it gave one; any other end as it is. */
    static Ended explain(Ended end, AttemptFolder folder) throws IOException {
        boolean fits = end.state() == AttemptState.FAILED && end.exitCode().equals(Optional.of(EXIT));
        if (!fits || !Files.isRegularFile(folder.refused())) {
            return end;
        }
        var reason = SmallFile.read(folder.refused()).lines().findFirst().orElse("");
        return new Ended(end.key(), end.at(), AttemptState.FAILED, Optional.empty(), reason, EVIDENCE);
    }
}
