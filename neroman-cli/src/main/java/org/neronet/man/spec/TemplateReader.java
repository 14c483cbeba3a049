package org.neronet.man.spec;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.neronet.man.config.Listed;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlValue;

/** Reads templates whose names must be parameters of one block. */
final class TemplateReader {
    private final Collection<String> parameters;
    private final Problems problems;

    TemplateReader(Collection<String> parameters, Problems problems) {
        this.parameters = new LinkedHashSet<>(parameters);
        this.problems = problems;
    }

    /** Whether there is nothing to say against it. */
    boolean isFine(String text) {
        try {
            return parameters.containsAll(Template.of(text).names());
        } catch (Template.BraceException e) {
            return false; // What it is, is said by whoever reads it.
        }
    }

    /** The template, unless it has faults; {@code value} is where it was written. */
    Optional<Template> read(String text, YamlValue value) {
        try {
            var template = Template.of(text);
            var undefined = template.names().stream()
                    .filter(name -> !parameters.contains(name))
                    .distinct()
                    .toList();
            undefined.forEach(name -> undefined(name, value));
            return undefined.isEmpty() ? Optional.of(template) : Optional.empty();
        } catch (Template.BraceException e) {
            var brace = e.getMessage().substring(1, 2);
            problems.add(
                    place(brace, value),
                    e.getMessage(),
                    "write " + brace + brace + " for a brace that is meant as such");
            return Optional.empty();
        }
    }

    Collection<String> parameters() {
        return parameters;
    }

    void undefined(String name, YamlValue value) {
        var known = parameters.isEmpty() ? "there are no parameters" : "known: " + Listed.of(parameters);
        var message = "no parameter for the placeholder '{" + name + "}'" + Suggestion.text(name, parameters);
        var fix = SpecKeys.isParameterName(name)
                ? "define it under 'parameters' (" + known + ")"
                : "write {{" + name + "}} if the braces are meant as such (" + known + ")";
        problems.add(place("{" + name + "}", value), message, fix);
    }

    private YamlValue.Mark place(String part, YamlValue value) {
        return problems.source().find(part, value.start(), value.end());
    }
}
