package org.neronet.man.service;

import java.util.List;
import org.neronet.common.experiment.OutputStreamName;

/**
 * Which output to read.
 *
 * @param word an id or a name
 * @param streams in the order they are written; all at once when following
 * @param follow whether to go on until the program has ended
 */
public record LogRequest(String word, List<OutputStreamName> streams, boolean follow) {
    public LogRequest {
        streams = List.copyOf(streams);
    }
}
