package org.neronet.system;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder in which programs leave the words that they were started with: a file per experiment, a NUL behind each word. */
record ArgvDumps(Path folder) {
    static ArgvDumps make(Stage stage, String name) {
        return new ArgvDumps(stage.privateFolder(name));
    }

    /** The words of an experiment's program; none that is not UTF-8 passes. */
    List<String> of(long id) {
        var file = folder.resolve(Long.toString(id));
        var bytes = Run.read(file);
        var words = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                words.add(text(file, ByteBuffer.wrap(bytes, from, at - from)));
                from = at + 1;
            }
        }
        if (from != bytes.length) {
            throw new AssertionError(file + " does not end with a NUL");
        }
        return words;
    }

    /** How many programs have begun to leave theirs. */
    int count() {
        return folder.toFile().list().length;
    }

    private static String text(Path file, ByteBuffer word) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(word).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError(file + " has a word that is not UTF-8", e);
        }
    }
}
