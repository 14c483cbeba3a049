package org.neronet.common.metric;

/** A reader of whole files of one format: {@link ByteMetricReader} or {@link SnapshotMetricReader}. */
public interface FileMetricReader extends MetricReader {
    /** How much of a file's beginning is enough to recognise it, bytes. */
    int HEAD = 4096;

    /**
     * Whether a file seems to be of this format, by its name and by how it begins. Never throws.
     *
     * @param path as seen from the working folder, with {@code /}
     * @param head its first {@link #HEAD} bytes, or all there are so far
     */
    boolean reads(String path, byte[] head);
}
