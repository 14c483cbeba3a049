package org.neronet.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neronet.common.testing.GoldenCase.Section;

/** Makes the files that a golden case begins with. */
public record GoldenStage(Path folder) {
    /** Writes, makes or changes what the section says; whether it was a section of that kind. */
    public boolean prepare(Section section) {
        try {
            switch (section.kind()) {
                case "file" -> write(section.rest(), String.join("\n", section.body()) + "\n");
                case "bytes" -> Files.write(place(section.rest()), bytes(String.join("", section.body())));
                case "make" -> make(section.words());
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(place(name), text.replace("<tmp>", folder.toString()));
    }

    private Path place(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return file;
    }

    /** Octal escapes are bytes. */
    private static byte[] bytes(String text) {
        return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void make(List<String> words) throws IOException {
        var file = place(words.get(1));
        switch (words.get(0)) {
            case "folder" -> Files.createDirectories(file);
            case "link" -> Files.createSymbolicLink(file, Path.of(words.get(2)));
            case "fifo" -> fifo(file);
            case "sparse" -> sparse(file, Long.parseLong(words.get(2)));
            case "files" -> files(file, Integer.parseInt(words.get(2)));
            case "mode" -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(words.get(2)));
            case "more" -> append(file, words.get(3).repeat(Integer.parseInt(words.get(2))));
            case "count" -> append(file, counted(Integer.parseInt(words.get(2)), words.get(3)));
            case "patch" -> patch(file, Long.parseLong(words.get(2)), words.get(3));
            case "lost" -> Files.delete(file);
            default -> throw new IllegalArgumentException("a golden case cannot make " + words);
        }
    }

    private static void fifo(Path file) throws IOException {
        try {
            int exit = new ProcessBuilder("mkfifo", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException("mkfifo " + file + " left with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A file that is large and takes no room. */
    private static void sparse(Path file, long size) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(size - 1).write(java.nio.ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private static void patch(Path file, long offset, String text) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(offset).write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    private static void files(Path parent, int count) throws IOException {
        Files.createDirectories(parent);
        for (int i = 0; i < count; i++) {
            Files.createFile(parent.resolve("f" + i));
        }
    }

    private static String counted(int times, String text) {
        return IntStream.range(0, times)
                .mapToObj(number -> text.replace("#", String.valueOf(number)))
                .collect(Collectors.joining());
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
