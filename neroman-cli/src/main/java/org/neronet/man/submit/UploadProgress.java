package org.neronet.man.submit;

/** Hears how far the sending of files is. */
@FunctionalInterface
public interface UploadProgress {
    /** Hears nothing. */
    UploadProgress SILENT = (files, allFiles, bytes, allBytes) -> {};

    /** How many files and bytes of those that mum had not yet are sent now. */
    void sent(int files, int allFiles, long bytes, long allBytes);
}
