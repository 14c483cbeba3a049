package org.neronet.man.link;

import org.neronet.common.wire.Owner;

/** What came of attaching on a host. */
sealed interface Attachment {
    /** Mum is here: frames follow behind the command's magic line. */
    record Here(RemoteProcess process) implements Attachment {}

    /** Mum runs on another host. */
    record Elsewhere(Owner owner) implements Attachment {}
}
