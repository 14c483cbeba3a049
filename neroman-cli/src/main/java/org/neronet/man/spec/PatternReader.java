package org.neronet.man.spec;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.disk.PatternFault;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads {@code exclude:}, a pattern or a list of them in the language of {@link IgnoreFile}. */
final class PatternReader {
    private final Problems problems;

    PatternReader(Problems problems) {
        this.problems = problems;
    }

    List<String> read(YamlFields fields, String key) {
        var patterns = new ArrayList<String>();
        for (var item : fields.value(key).map(PatternReader::items).orElse(List.of())) {
            if (item instanceof Scalar scalar && !item.isNull()) {
                add(scalar, patterns);
            } else {
                var message = "'" + key + "' must be a list of patterns, here not " + item.kind();
                problems.add(item.start(), message, key + ": [\"*.ckpt\", data/raw/]");
            }
        }
        return patterns;
    }

    private static List<YamlValue> items(YamlValue value) {
        return value instanceof Sequence list ? list.items() : List.of(value);
    }

    private void add(Scalar scalar, List<String> patterns) {
        try {
            IgnorePatterns.of(List.of(scalar.text()));
            patterns.add(scalar.text());
        } catch (PatternFault fault) {
            var message = "'" + scalar.text() + "' is no pattern: " + fault.getMessage();
            problems.add(place(scalar, fault.index()), message, fault.fix());
        }
    }

    /** Inside of quotes a character need not stand where it is counted. */
    private static Mark place(Scalar scalar, int index) {
        var start = scalar.start();
        return scalar.plain() ? new Mark(start.line(), start.column() + index, start.index() + index) : start;
    }
}
