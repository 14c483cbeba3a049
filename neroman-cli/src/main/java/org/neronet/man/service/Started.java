package org.neronet.man.service;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of the first files.
 *
 * @param kept were there already and were not touched
 * @param unused lines to type for answers that a kept file did not take in
 */
public record Started(List<Path> written, List<Path> kept, List<String> unused) {
    public Started {
        written = List.copyOf(written);
        kept = List.copyOf(kept);
        unused = List.copyOf(unused);
    }
}
