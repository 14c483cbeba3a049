package org.neronet.man.submit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.CodeFile;

/**
 * The files of an experiment folder as they are sent: taken at submit, so that later edits do not reach what was submitted.
 *
 * @param files sorted by path
 * @param sources where each content, by digest, can be read
 */
public record CodeSnapshot(List<CodeFile> files, Map<String, Path> sources) {
    public CodeSnapshot {
        files = List.copyOf(files);
        sources = Map.copyOf(sources);
    }

    /** Size of all files together, bytes. */
    public long bytes() {
        return files.stream().mapToLong(CodeFile::size).sum();
    }
}
