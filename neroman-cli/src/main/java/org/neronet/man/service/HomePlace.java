package org.neronet.man.service;

import java.nio.file.Path;

/**
 * A file or folder of the user's home.
 *
 * @param bytes of a folder, those of all files in it
 */
public record HomePlace(String what, Path path, boolean exists, long bytes) {}
