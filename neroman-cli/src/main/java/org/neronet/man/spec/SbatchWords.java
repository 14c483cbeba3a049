package org.neronet.man.spec;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads {@code sbatch_args} and refuses the options that Neronet sets itself. */
final class SbatchWords {
    private static final String KEY = "sbatch_args";

    /** Letters of one's own, or the long name once more where there is none. */
    private static final Map<String, String> OWNED = Map.of(
            "--array", "-a",
            "--output", "-o",
            "--error", "-e",
            "--job-name", "-J",
            "--chdir", "-D",
            "--input", "-i",
            "--wait", "-W",
            "--wrap", "--wrap",
            "--parsable", "--parsable",
            "--comment", "--comment");

    private final Problems problems;

    SbatchWords(Problems problems) {
        this.problems = problems;
    }

    /** The words as written; a fault for each that is not the user's to set. */
    List<String> read(YamlFields fields) {
        var words = fields.words(KEY);
        fields.value(KEY).ifPresent(value -> {
            for (var word : new LinkedHashSet<>(words)) {
                owned(word).ifPresent(option -> {
                    problems.add(
                            place(word, value),
                            "'" + option + "' is set by Neronet itself",
                            "remove it from sbatch_args");
                });
            }
        });
        return words;
    }

    /** Where the word stands; the part of another word that looks like it is passed over. */
    private Mark place(String word, YamlValue value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream()
                    .filter(item ->
                            item instanceof Scalar scalar && scalar.text().equals(word))
                    .map(YamlValue::start)
                    .findFirst()
                    .orElse(value.start());
        }
        var gap = problems.source().find(" " + word, value.start(), value.end());
        return gap.equals(value.start()) ? gap : new Mark(gap.line(), gap.column() + 1, gap.index() + 1);
    }

    /** The option as written, without its value. */
    private static Optional<String> owned(String word) {
        var name = word.replaceFirst("=.*", "");
        if (name.startsWith("--")) {
            return Optional.of(name).filter(OWNED::containsKey);
        }
        return OWNED.values().stream()
                .filter(letter -> letter.length() == 2 && name.startsWith(letter))
                .findFirst();
    }
}
