package org.neronet.man.spec;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neronet.man.config.YamlText;

/** Writes a {@code +name} block that runs exactly a typed command line. */
public final class DraftBlock {
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z0-9_./=:,@%+{}-]*[A-Za-z0-9_./=,@%+{}-]");
    private static final Pattern BEGINNING = Pattern.compile("[A-Za-z_/].*|\\./.*");
    private static final Pattern GLOB = Pattern.compile(".*[*?\\[\\]{}\\\\].*", Pattern.DOTALL);

    private static final String HEADER = """
            # Experiments of this folder.
            #   neroman check .          tells what this file says
            #   neroman add .            gives each experiment an id
            #   neroman submit local .   runs them here
            # All keys: docs/manual/specifying-experiments.md and sweeps.md

            """;

    private DraftBlock() {}

    /** A file that holds nothing but the block. */
    public static String file(String block) {
        return HEADER + block;
    }

    /**
     * The block's text, with comments.
     *
     * @param words the command line as typed; never empty
     * @param isFile whether a word names a file or folder of the experiment folder
     */
    public static String of(String name, List<String> words, Predicate<String> isFile) {
        var parts = TypedCommand.parts(words, isFile);
        var text = new StringBuilder("+" + name + ":\n");
        text.append("  # {x} stands for the parameter x; words reach the program as they are, without a shell.\n");
        text.append("  command:").append(command(parts.command()));
        if (!parts.parameters().isEmpty()) {
            text.append("  # A list in place of a value makes an experiment of each: [0.1, 0.01].\n");
            text.append("  parameters:\n");
            parts.parameters()
                    .forEach((key, value) -> text.append("    ")
                            .append(YamlText.word(key))
                            .append(": ")
                            .append(YamlText.value(value))
                            .append('\n'));
        }
        text.append(files(parts.files()));
        text.append("  # resources: {cpus: 1, memory: 2GB, time: 1h}   # what one run needs\n");
        text.append(
                "  # outputs: [\"*.json\"]                           # what comes back; otherwise all that is new\n");
        return text.toString();
    }

    private static String command(List<String> words) {
        boolean simple = BEGINNING.matcher(words.get(0)).matches()
                && words.stream().allMatch(word -> SIMPLE.matcher(word).matches())
                && (words.size() > 1 || YamlText.word(words.get(0)).equals(words.get(0)));
        return simple ? " " + String.join(" ", words) + "\n" : "\n" + list(words);
    }

    private static String list(List<String> words) {
        return words.stream().map(word -> "    - " + YamlText.word(word) + "\n").collect(Collectors.joining());
    }

    /** A name with the marks of patterns in it would be taken for a pattern, so that then the whole folder is sent. */
    private static String files(List<String> files) {
        if (files.isEmpty()
                || files.stream().anyMatch(file -> GLOB.matcher(file).matches())) {
            return "  # required_files: [main.py, data/]   # what is sent; without this, the whole folder\n";
        }
        return "  # What is sent to the cluster; without these lines, the whole folder.\n  required_files:\n"
                + list(files);
    }
}
