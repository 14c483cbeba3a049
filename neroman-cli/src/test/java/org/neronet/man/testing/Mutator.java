package org.neronet.man.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spoils valid files, by their words and lines and by their characters, with pieces of others and with odd ones. */
public record Mutator(List<String> seeds, List<String> odd) {
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[ \t]+|\\R|[\\[\\]{},:&*|>#?-]|[^\\s\\[\\]{},:\"'&*|>#?-]+|.");
    private static final int MOST = 6;
    private static final int SELDOM = 8;
    private static final int MOST_COPIES = 40;

    public Mutator {
        seeds = List.copyOf(seeds);
        odd = List.copyOf(odd);
    }

    /** All files of a folder of the test resources as seeds, and one of them with an odd piece a line, with escapes. */
    public static Mutator of(Path folder, Path odd) {
        try (var files = Files.list(folder)) {
            return new Mutator(
                    files.sorted().map(Mutator::read).toList(),
                    read(odd).lines().map(String::translateEscapes).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of the seeds with one to six changes. */
    public String mutate(Random random) {
        var text = any(seeds, random);
        int changes = 1 + Math.min(random.nextInt(MOST), random.nextInt(MOST));
        for (int i = 0; i < changes; i++) {
            text = switch (random.nextInt(4)) {
                case 0 -> changeCharacters(text, random);
                case 1 -> String.join("", changeLines(lines(text), random));
                default -> String.join("", changeTokens(tokens(text), random));
            };
        }
        return text;
    }

    /** The same as the bytes of a file, one letter each, of which some are changed too now and then. */
    public String mutateBytes(Random random) {
        var bytes = mutate(random).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(SELDOM) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String changeCharacters(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        var before = text.substring(0, at);
        return switch (random.nextInt(6)) {
            case 0 -> before;
            case 1 -> before + text.substring(to);
            case 2 -> before + text.substring(at, to) + text.substring(at);
            case 3 -> before + (char) random.nextInt(256) + text.substring(at);
            case 4 -> before + Character.toString(anyPoint(random)) + text.substring(to);
            default -> before + text.substring(at, to).repeat(random.nextInt(MOST_COPIES)) + text.substring(to);
        };
    }

    /** Halves of characters cannot be in a file. */
    private static int anyPoint(Random random) {
        int point = random.nextInt(Character.MAX_CODE_POINT + 1);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 'x' : point;
    }

    private List<String> changeLines(List<String> lines, Random random) {
        var other = lines(any(seeds, random));
        if (lines.isEmpty() || other.isEmpty()) {
            return lines;
        }
        int at = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.add(at, any(other, random));
            case 4 ->
                lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip() + "\n");
            default -> lines.subList(at, lines.size()).clear();
        }
        return lines;
    }

    private List<String> changeTokens(List<String> tokens, Random random) {
        var other = tokens(any(seeds, random));
        if (tokens.isEmpty() || other.isEmpty()) {
            return tokens;
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(8)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
            case 3 -> tokens.set(at, any(odd, random));
            case 4 -> tokens.add(at, any(odd, random));
            case 5 -> tokens.set(at, any(other, random));
            case 6 -> tokens.add(at, any(other, random));
            default -> splice(tokens, at, other, random);
        }
        return tokens;
    }

    /** The beginning of one and the end of another. */
    private static void splice(List<String> tokens, int at, List<String> other, Random random) {
        tokens.subList(at, tokens.size()).clear();
        tokens.addAll(other.subList(random.nextInt(other.size()), other.size()));
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> lines(String text) {
        return text.lines().map(line -> line + "\n").collect(Collectors.toCollection(ArrayList::new));
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
