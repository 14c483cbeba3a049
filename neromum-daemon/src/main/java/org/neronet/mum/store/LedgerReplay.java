package org.neronet.mum.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the ledger's state from the journal at start. */
final class LedgerReplay implements JournalRecovery.Replay {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReplay.class);
    private static final int MAX_WARNINGS = 20;
    /** Bytes between two words about progress: about a second's worth on a slow disk. */
    private static final long STEP = 8 << 20;

    private final LedgerState state;
    private final SharedParts shared;
    private final EventLog events;
    private final List<String> warnings = new ArrayList<>();
    private final Consumer<String> progress;
    private long all;
    private long told;
    private long lost;
    private long read;

    /** @param progress hears now and then how far a long reading is, in words */
    LedgerReplay(LedgerState state, SharedParts shared, EventLog events, Consumer<String> progress) {
        this.progress = progress;
        this.state = state;
        this.shared = shared;
        this.events = events;
    }

    @Override
    public void begin(long bytes) {
        all = bytes;
    }

    private void tell() {
        if (read - told >= STEP) {
            told = read;
            progress.accept("neromum reads its journal: " + Math.min(99, 100 * read / Math.max(1, all)) + " % ("
                    + (read >> 20) + " of " + (all >> 20) + " MiB)");
        }
    }

    @Override
    public void line(JournalPosition at, JsonObject json, int bytes) {
        read += bytes;
        tell();
        try {
            var numbered = EntryJson.read(json);
            long before = state.head();
            var draft = new Draft(state, shared);
            draft.replay(numbered);
            draft.commit();
            numbered.event().filter(event -> event.seq() > before).ifPresent(event -> {
                events.add(event, at, bytes);
                lost = 0;
            });
        } catch (JsonException e) {
            warn("the journal has an entry that this version does not know, at byte " + at.offset() + " of segment "
                    + at.segment() + ": " + e.getMessage());
        }
    }

    @Override
    public void damage(long bytes) {
        lost += bytes;
    }

    /** How much of the journal was read. */
    long bytes() {
        return read;
    }

    /** Numbers that damaged lines at the end may have used are not used again: some neroman may have seen them. */
    List<String> finish() {
        state.head(state.head() + lost);
        return warnings;
    }

    private void warn(String text) {
        LOG.error(text);
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(text);
        }
    }
}
