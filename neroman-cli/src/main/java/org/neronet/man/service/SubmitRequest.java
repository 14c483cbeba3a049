package org.neronet.man.service;

import java.util.List;
import org.neronet.man.spec.SpecFile;

/**
 * What the user wants to be started.
 *
 * @param words a place, unless there is a default one, and a selection or folders
 * @param again whether what has ended is started once more
 * @param limit most experiments in one folder
 */
public record SubmitRequest(List<String> words, boolean again, int limit) {
    public SubmitRequest {
        words = List.copyOf(words);
    }

    /** With the usual limit. */
    public static SubmitRequest of(List<String> words, boolean again) {
        return new SubmitRequest(words, again, SpecFile.MAX_EXPERIMENTS);
    }
}
