package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads rows below {@code Test metric   DataLoader 0} and {@code ***** eval metrics *****}, the row {@code all} below
 * {@code Class Images Instances Box(P R mAP50 mAP50-95)}, and the averages of scikit-learn's classification report.
 */
final class ResultTableLines implements LineReader {
    private static final WordList KINDS = new WordList("test validate validation");

    private static final List<String> REPORT = List.of("precision", "recall", "f1-score", "support");
    private static final List<String> AVERAGES = List.of("macro", "micro", "weighted", "samples");

    private final StreamContext context;
    private boolean metrics;
    private boolean report;
    private List<String> names = List.of();

    ResultTableLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.BLANK_FIRST | (metrics || report ? LineTraits.ANY : LineTraits.OTHER_FIRST);
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int start = Blanks.skip(line, 0, line.length());
        if (start == line.length()) {
            metrics = false;
            return Optional.empty();
        }
        if (line.startsWith("***** ") && line.endsWith(" metrics *****")) {
            metrics = true;
            return Optional.of(List.of());
        }
        if (line.startsWith("Class ", start) && line.contains("mAP") && start > 0) {
            names = names(Scan.words(line));
            return Optional.of(List.of());
        }
        if (!names.isEmpty() && line.startsWith("all ", start)) {
            return classes(Scan.words(line));
        }
        if (line.startsWith("precision ", start)) {
            report = Scan.words(line).equals(REPORT);
            return report ? Optional.of(List.of()) : Optional.empty();
        }
        if (report) {
            return average(Scan.words(line));
        }
        int end = NameText.end(line, start, line.length());
        if (start > 0 && KINDS.contains(line, start, end) && line.startsWith(" metric ", end)) {
            metrics = line.endsWith("DataLoader 0");
            return Optional.of(List.of());
        }
        return metrics ? row(line) : Optional.empty();
    }

    /** A name with its value; a rule may stand between them and the heading, and ends them. */
    private Optional<List<Reading>> row(String line) {
        var words = Scan.words(line);
        boolean signed = words.size() == 3 && words.get(1).equals("=");
        boolean pair =
                (signed || words.size() == 2) && NameText.isStart(words.get(0).charAt(0));
        var number = pair ? ProgramNumber.of(words.get(words.size() - 1)) : OptionalDouble.empty();
        metrics = pair || Cells.isRule(line);
        if (number.isPresent() && Pair.isStepName(words.get(0))) {
            context.step(number.getAsDouble());
            return Optional.of(List.of());
        }
        return number.isPresent()
                ? Optional.of(List.of(new Reading.Value(words.get(0), context.step(), number.getAsDouble())))
                : Optional.empty();
    }

    /** {@code accuracy 0.93 200}, {@code macro avg 0.9 0.9 0.9 200}, below the classes of scikit-learn's report. */
    private Optional<List<Reading>> average(List<String> words) {
        var numbers = Cells.numbers(words);
        boolean accuracy = words.size() == 3 && words.get(0).equals("accuracy");
        boolean average = words.size() == 6 && words.get(1).equals("avg") && AVERAGES.contains(words.get(0));
        int measures = accuracy ? 1 : average ? REPORT.size() - 1 : 0;
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < measures; i++) {
            var name = accuracy ? "accuracy" : words.get(0) + " avg/" + REPORT.get(i);
            numbers.get(words.size() - 1 - measures + i)
                    .ifPresent(value -> readings.add(new Reading.Value(name, context.step(), value)));
        }
        report = accuracy || average || words.size() >= REPORT.size();
        return report ? Optional.of(readings) : Optional.empty();
    }

    /** Up to the bar behind them; names of a second group have its name before them: {@code Mask/mAP50}. */
    private static List<String> names(List<String> words) {
        var names = new ArrayList<String>();
        var group = "";
        int groups = 0;
        for (var word : words) {
            boolean last = word.endsWith(":");
            int open = word.indexOf('(');
            groups += open > 0 ? 1 : 0;
            group = open < 0 ? group : groups > 1 ? word.substring(0, open) + "/" : "";
            var name = word.substring(open + 1).replaceAll("[):]++$", "");
            names.add(group + name);
            if (last) {
                return names;
            }
        }
        return names;
    }

    private Optional<List<Reading>> classes(List<String> words) {
        var numbers = Cells.numbers(words);
        if (words.size() != names.size()) {
            return Optional.empty();
        }
        var readings = new ArrayList<Reading>();
        for (int i = 3; i < words.size(); i++) {
            var name = names.get(i);
            numbers.get(i).ifPresent(value -> readings.add(new Reading.Value(name, context.step(), value)));
        }
        return Optional.of(readings);
    }
}
