package org.neronet.man.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file could not be used; Java's own message is often no more than its path. */
public final class IoReason {
    private IoReason() {}

    /** The reason alone, without the path. */
    public static String of(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (e instanceof FileAlreadyExistsException) {
            return "something else is there already";
        } else if (e instanceof FileSystemException fault && fault.getReason() != null) {
            return fault.getReason();
        }
        boolean isBare = e instanceof FileSystemException || e.getMessage() == null;
        return isBare ? e.getClass().getSimpleName().replace("Exception", "") : e.getMessage();
    }
}
