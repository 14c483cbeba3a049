package org.neronet.man.history;

import java.time.Instant;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.man.provenance.Provenance;

/**
 * Something that once happened to an experiment.
 *
 * @param name what it is called now
 */
public record Moment(Instant at, long id, String name, What what) {
    /** What happened. */
    public sealed interface What {
        /** It was described; {@code kind} as in {@link DefinitionRow}. */
        record Described(String kind, Optional<Provenance> origin) implements What {}

        /** Another id took over its name, because it was described otherwise after it had been submitted. */
        record Superseded(long by) implements What {}

        record Noted(String author, String text) implements What {}

        /** It got a tag that it still has. */
        record Tagged(String tag) implements What {}

        /** An attempt was sent to a cluster. */
        record Sent(int attempt, String cluster, Optional<Provenance> origin) implements What {}

        /** Something happened to an attempt. */
        record Happened(Event event) implements What {}

        record Deleted() implements What {}
    }
}
