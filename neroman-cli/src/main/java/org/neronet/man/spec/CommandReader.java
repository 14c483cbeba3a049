package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neronet.man.config.ArgumentText;
import org.neronet.man.config.PosixWords;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads a block's command, in either of its two forms, as one template per word. */
final class CommandReader {
    private static final Set<String> OPERATORS =
            Set.of("|", "||", "&", "&&", ";", ">", ">>", "<", "<<", "2>", "2>&1", "&>", "|&");
    private static final String EXAMPLE = "command: python3 main.py {lr}";
    private static final String RESUME_EXAMPLE = "resume_command: python3 main.py --resume";

    private final Block block;
    private final Problems problems;
    private final TemplateReader templates;
    private Optional<String> shell = Optional.empty();

    CommandReader(Block block, Problems problems, TemplateReader templates) {
        this.block = block;
        this.problems = problems;
        this.templates = templates;
    }

    /** The words; none when there are faults. */
    List<Template> read() {
        var fields = new YamlFields(block.mapping(), problems);
        var command = fields.value(SpecKeys.COMMAND);
        var prefix = fields.value(SpecKeys.PREFIX);
        shell = ShellCommand.wanted(fields, problems);
        if (command.isPresent()) {
            prefix.ifPresent(p -> problems.add(
                    p.start(), "'command' and 'run_command_prefix' exclude each other", "keep one of the two"));
            format(fields).ifPresent(this::refuseFormat);
            return shell.isPresent()
                    ? new ShellCommand(fields, problems, templates).words(shell.get(), command.stream())
                    : nonEmpty(words(SpecKeys.COMMAND, command.get(), true), command.get());
        }
        if (prefix.isEmpty() || fields.value(SpecKeys.MAIN_FILE).isEmpty()) {
            missing(prefix.isPresent());
            return List.of();
        }
        if (shell.isPresent()) {
            var parts = Stream.concat(
                    Stream.of(prefix, fields.value(SpecKeys.MAIN_FILE)).flatMap(Optional::stream),
                    format(fields).stream());
            return new ShellCommand(fields, problems, templates).words(shell.get(), parts);
        }
        var words = new ArrayList<>(nonEmpty(words(SpecKeys.PREFIX, prefix.get(), false), prefix.get()));
        fields.text(SpecKeys.MAIN_FILE).ifPresent(file -> words.add(literal(file)));
        format(fields).ifPresent(format -> words.addAll(words(SpecKeys.FORMATS.get(0), format, true)));
        return words;
    }

    /** The words with which a later attempt goes on, read like those of the command; none when there are faults. */
    List<Template> resume() {
        var fields = new YamlFields(block.mapping(), problems);
        var value = fields.value(SpecKeys.RESUME);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!isCommand(value.get())) {
            var message = "'resume_command' must be a command, as one text or a list of words";
            problems.add(value.get().start(), message, RESUME_EXAMPLE);
            return List.of();
        }
        return shell.isPresent()
                ? new ShellCommand(fields, problems, templates).words(shell.get(), value.stream())
                : words(SpecKeys.RESUME, value.get(), true);
    }

    private static String example(String key) {
        return key.equals(SpecKeys.RESUME) ? RESUME_EXAMPLE : EXAMPLE;
    }

    private static boolean isCommand(YamlValue value) {
        return value instanceof Scalar scalar
                ? !scalar.text().isBlank()
                : value instanceof Sequence list && !list.items().isEmpty();
    }

    private void refuseFormat(YamlValue format) {
        var message = "'parameters_format' is for 'run_command_prefix' and has no effect beside 'command'";
        problems.add(format.start(), message, "write the parameters into the command: " + EXAMPLE);
    }

    private void missing(boolean hasPrefix) {
        var name = block.path().isEmpty() ? "the file" : "'+" + String.join(" +", block.path()) + "'";
        var what = hasPrefix ? "no 'main_code_file' beside 'run_command_prefix'" : "no 'command'";
        problems.add(block.at(), name + " has " + what, hasPrefix ? "main_code_file: main.py" : EXAMPLE);
    }

    private Optional<YamlValue> format(YamlFields fields) {
        var both = SpecKeys.FORMATS.stream()
                .flatMap(key -> fields.value(key).stream())
                .toList();
        if (both.size() > 1) {
            var message = "'parameter_format' and 'parameters_format' are the same key";
            problems.add(both.get(1).start(), message, "keep one of the two");
        }
        return both.stream().findFirst();
    }

    private List<Template> nonEmpty(List<Template> words, YamlValue value) {
        if (words.isEmpty() && value instanceof Scalar scalar && scalar.text().isBlank()
                || value instanceof Sequence sequence && sequence.items().isEmpty()) {
            problems.add(value.start(), "the command is empty", EXAMPLE);
        }
        return words;
    }

    private List<Template> words(String key, YamlValue value, boolean expand) {
        boolean isNumber = value instanceof Scalar number && number.value() instanceof Number;
        if (value instanceof Scalar scalar && !(isNumber && !SpecKeys.FORMATS.contains(key))) {
            return split(key, scalar, expand);
        }
        if (!(value instanceof Sequence sequence)) {
            problems.add(
                    value.start(),
                    "'" + key + "' must be a text or a list of words, not " + value.kind(),
                    example(key));
            return List.of();
        }
        var words = new ArrayList<Template>();
        for (var item : sequence.items()) {
            if (item instanceof Scalar scalar && !item.isNull()) {
                word(scalar.text(), scalar, expand).ifPresent(words::add);
            } else {
                problems.add(
                        item.start(), "each word of '" + key + "' must be a text, not " + item.kind(), example(key));
            }
        }
        return words;
    }

    private List<Template> split(String key, Scalar scalar, boolean expand) {
        var words = new ArrayList<Template>();
        try {
            var split = PosixWords.split(scalar.text());
            var place = new WordPlace(problems.source(), scalar, split);
            for (int i = 0; i < split.size(); i++) {
                var text = split.get(i).text();
                if (OPERATORS.contains(text) && !split.get(i).quoted()) {
                    operator(text, place.of(i));
                }
                boolean fine = !expand || templates.isFine(text);
                word(text, fine ? scalar : place.of(i), expand).ifPresent(words::add);
            }
        } catch (IllegalArgumentException e) {
            problems.add(
                    scalar.start(), "'" + key + "': " + e.getMessage(), "close the quote, or write a list of words");
        }
        return words;
    }

    private void operator(String word, Scalar place) {
        var fix = "add shell: true, or quote it if the program is to get it as a word";
        problems.add(place.start(), "'" + word + "' is for a shell, and there is none", fix);
    }

    private Optional<Template> word(String text, Scalar scalar, boolean expand) {
        if (!ArgumentText.check(text, scalar.start(), problems)) {
            return Optional.empty();
        }
        return expand ? templates.read(text, scalar) : Optional.of(literal(text));
    }

    private static Template literal(String text) {
        return new Template(List.of(new Template.Part(text, false)));
    }
}
