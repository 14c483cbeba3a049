package org.neronet.man.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of fetching one attempt's results.
 *
 * @param folder where they are; empty when it did not work out
 * @param leftOut what mum did not keep, as she says it
 * @param trouble why it did not work out
 */
public record FetchedResults(
        long id, int attempt, Optional<Path> folder, int files, List<String> leftOut, Optional<String> trouble) {}
