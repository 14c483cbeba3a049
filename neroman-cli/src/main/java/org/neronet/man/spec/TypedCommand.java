package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Takes a typed command line apart: which of its words are parameters, and which name files. Used once. */
final class TypedCommand {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,59}";
    private static final Pattern OPTION = Pattern.compile("--(" + NAME + ")");
    private static final Pattern OPTION_WITH_VALUE = Pattern.compile("--(" + NAME + ")=(.*)", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("(" + NAME + ")=(.*)", Pattern.DOTALL);
    private static final Pattern LETTER = Pattern.compile("-([A-Za-z])");
    private static final Pattern NUMBER = Pattern.compile("-[0-9.].*", Pattern.DOTALL);
    private static final Pattern SCRIPT = Pattern.compile("[^-].*\\.[A-Za-z][A-Za-z0-9]*", Pattern.DOTALL);

    private final List<String> words;
    private final Predicate<String> isFile;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> files = new LinkedHashSet<>();
    private boolean behindFile;

    private TypedCommand(List<String> words, Predicate<String> isFile) {
        this.words = words;
        this.isFile = isFile;
    }

    /**
     * What the words mean.
     *
     * @param command its words as templates
     * @param parameters values by name, in the order typed
     * @param files of the folder, in the order typed
     */
    record Parts(List<String> command, Map<String, String> parameters, List<String> files) {}

    /** @param isFile whether a word names a file or folder of the experiment folder */
    static Parts parts(List<String> words, Predicate<String> isFile) {
        return new TypedCommand(words, isFile).parts();
    }

    private Parts parts() {
        program(words.get(0));
        for (int i = 1; i < words.size(); i++) {
            i += word(i);
        }
        return new Parts(List.copyOf(command), parameters, List.copyOf(files));
    }

    private void program(String word) {
        literal(word);
        behindFile = isFile.test(word);
    }

    /** How many words behind this one belong to it. */
    private int word(int at) {
        var word = words.get(at);
        var withValue = OPTION_WITH_VALUE.matcher(word);
        var assignment = ASSIGNMENT.matcher(word);
        if (withValue.matches()) {
            command.add("--" + withValue.group(1) + "=" + parameter(withValue.group(1), withValue.group(2)));
        } else if (assignment.matches()) {
            command.add(assignment.group(1) + "=" + parameter(assignment.group(1), assignment.group(2)));
        } else if (word.startsWith("-") && !NUMBER.matcher(word).matches()) {
            return option(word, at + 1);
        } else if (behindFile) {
            command.add(parameter(word, word));
        } else {
            literal(word);
            behindFile = isTheFile(at);
        }
        return 0;
    }

    private int option(String word, int next) {
        var letter = LETTER.matcher(word);
        var option = OPTION.matcher(word);
        literal(word);
        boolean named = option.matches() || behindFile && letter.matches();
        if (!named || !isValue(next)) {
            return 0;
        }
        command.add(parameter(option.matches() ? option.group(1) : letter.group(1), words.get(next)));
        return 1;
    }

    private boolean isValue(int at) {
        return at < words.size()
                && (!words.get(at).startsWith("-")
                        || NUMBER.matcher(words.get(at)).matches())
                && (behindFile || !isTheFile(at));
    }

    /** What the program is told to run: a file of the folder, or the first argument if it looks like one. */
    private boolean isTheFile(int at) {
        return isFile.test(words.get(at))
                || at == 1 && SCRIPT.matcher(words.get(at)).matches();
    }

    private void literal(String word) {
        note(word);
        command.add(word.replace("{", "{{").replace("}", "}}"));
    }

    private String parameter(String wish, String value) {
        note(value);
        var name = name(wish);
        parameters.put(name, value);
        return "{" + name + "}";
    }

    private String name(String wish) {
        boolean good = wish.matches(NAME);
        var base = good ? wish : "arg";
        int number = good ? 1 : parameters.size() + 1;
        var name = good ? base : base + number;
        while (parameters.containsKey(name)) {
            number++;
            name = good ? base + "_" + number : base + number;
        }
        return name;
    }

    private void note(String word) {
        if (isFile.test(word)) {
            files.add(word);
        }
    }
}
