package org.neronet.man.service;

import java.nio.file.Path;

/**
 * Something that can go, because it comes again when it is needed.
 *
 * @param what it is, for people
 * @param isEmptied whether the file stays, without its content
 */
public record Leftover(Path path, String what, long bytes, boolean isEmptied) {}
