package org.neronet.common.metric;

/** Reads files to which programs append: every byte is looked at once. */
public interface ByteMetricReader extends FileMetricReader {
    /** A fresh reader for one file. */
    ByteReader start(FileOptions options);
}
