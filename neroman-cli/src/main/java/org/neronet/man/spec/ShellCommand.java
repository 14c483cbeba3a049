package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.man.config.ArgumentText;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Scalar;

/** Reads a block's command where {@code shell} asks for one. */
final class ShellCommand {
    /** Behind {@code -c SCRIPT}: what the shell calls itself in its messages. */
    private static final String NAME = "neronet";

    /** Possessive: what is no name must not be tried in every way. */
    private static final Pattern NAME_OF_ONE = Pattern.compile("/?[A-Za-z0-9._+-]++(?:/[A-Za-z0-9._+-]++)*+");

    /** What YAML 1.1 read as true or false; no shell is called so. */
    private static final Set<String> TRUTHS = Set.of("yes", "no", "on", "off", "y", "n");

    private final YamlFields fields;
    private final Problems problems;
    private final TemplateReader templates;

    ShellCommand(YamlFields fields, Problems problems, TemplateReader templates) {
        this.fields = fields;
        this.problems = problems;
        this.templates = templates;
    }

    /** The shell that is to run the command: {@code sh} for true, else the one that was named. */
    static Optional<String> wanted(YamlFields fields, Problems problems) {
        var value = fields.value("shell");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Scalar scalar) {
            if (scalar.value() instanceof Boolean wanted) {
                return wanted ? Optional.of("sh") : Optional.empty();
            }
            if (NAME_OF_ONE.matcher(scalar.text()).matches()
                    && !TRUTHS.contains(scalar.text().toLowerCase(Locale.ROOT))
                    && ArgumentText.check(scalar.text(), scalar.start(), problems)) {
                return Optional.of(scalar.text());
            }
        }
        problems.add(
                value.get().start(),
                "'shell' must be true, false or the name of a shell, not "
                        + value.get().kind(),
                "shell: true, shell: false or shell: bash");
        return Optional.empty();
    }

    /** The words that start it; none when there are faults. */
    List<Template> words(String shell, Stream<YamlValue> parts) {
        var written = parts.toList();
        var texts = new ArrayList<String>();
        for (var part : written) {
            if (part instanceof Scalar scalar
                    && !scalar.text().isBlank()
                    && scalar.text().indexOf('\0') < 0) {
                texts.add(scalar.text());
            } else {
                problems.add(
                        part.start(),
                        "with 'shell' the command must be one text, not " + part.kind(),
                        "command: python3 main.py {lr} | tail -n 1");
                return List.of();
            }
        }
        if (!ArgumentText.check(String.join(" ", texts), written.get(0).start(), problems)) {
            return List.of();
        }
        var script = ShellScript.of(String.join(" ", texts), templates.parameters());
        script.unknown().forEach(name -> templates.undefined(name, written.get(written.size() - 1)));
        script.inDocument().forEach(name -> {
            var message = "'{" + name + "}' stands in or behind a here-document, where it cannot be quoted";
            problems.add(
                    written.get(0).start(),
                    message,
                    "env: {" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_") + ": \"{" + name
                            + "}\"}, and $NAME in the document");
        });
        return script.unknown().isEmpty() && script.inDocument().isEmpty() ? words(shell, script) : List.of();
    }

    private static List<Template> words(String shell, ShellScript script) {
        return Stream.concat(
                        Stream.of(shell, "-c", script.text(), NAME).map(text -> part(text, false)),
                        script.parameters().stream().map(name -> part(name, true)))
                .collect(Collectors.toList());
    }

    private static Template part(String text, boolean placeholder) {
        return new Template(List.of(new Template.Part(text, placeholder)));
    }
}
