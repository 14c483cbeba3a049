package org.neronet.man.report;

import java.util.List;
import java.util.Optional;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.json.JsonObject;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.DefinitionRow;
import org.neronet.man.history.Note;
import org.neronet.man.history.Siblings;
import org.neronet.man.history.Standing;
import org.neronet.man.provenance.Provenance;

/**
 * All that is known of one experiment.
 *
 * @param report as {@code status} has it
 * @param definitions oldest first; the last one counts
 * @param attempts oldest first
 * @param notes oldest first
 * @param folderChanged whether the folder differs from what was sent, or defined; empty when that is not known
 */
public record Dossier(
        ExperimentReport report,
        Standing standing,
        Siblings siblings,
        List<DefinitionRow> definitions,
        List<Tried> attempts,
        List<Note> notes,
        Optional<Boolean> folderChanged) {
    public Dossier {
        definitions = List.copyOf(definitions);
        attempts = List.copyOf(attempts);
        notes = List.copyOf(notes);
    }

    /**
     * One attempt with what surrounded it.
     *
     * @param environment what the kid found
     */
    public record Tried(
            AttemptRow row, Optional<Provenance> origin, Optional<JsonObject> environment, Optional<Sent> code) {}

    /** The files that an attempt was sent with, and the digest of their list. */
    public record Sent(String digest, List<CodeFile> files) {
        public Sent {
            files = List.copyOf(files);
        }

        /** Of all files together. */
        public long bytes() {
            return files.stream().mapToLong(CodeFile::size).sum();
        }
    }
}
