package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines that begin with one of some phrases; behind each begin names and values, or there are groups for them. */
final class PhraseLines implements LineReader {
    /** In the names: this group is the name of the next one. */
    private static final String NAME = "*";

    /**
     * One kind of line.
     *
     * @param begin how it begins; empty for a digit
     * @param pattern the first group is the place, or nothing
     * @param prefix put before the names
     * @param names of the other groups; none when fields follow
     */
    private record Phrase(String begin, Pattern pattern, String prefix, List<String> names) {
        static Phrase of(String begin, String pattern, String prefix, String... names) {
            return new Phrase(begin, Pattern.compile(pattern), prefix, List.of(names));
        }

        boolean begins(String line, int from) {
            return begin.isEmpty() ? Blanks.isDigitAt(line, from) : line.startsWith(begin, from);
        }
    }

    private static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    "", "(\\d++): ([^ ,]++), ([^ ,]++) avg(?: loss)?, ([^ ,]++) rate,", "", "loss", "avg loss", "rate"),
            Phrase.of("", "\\d++ ()((?:KSP|SNES|TAO)(?: [A-Za-z]++){1,4}) (\\d\\S++)$", "", NAME, ""),
            Phrase.of("validation loss at ", "(?:iteration (\\d++) |[^|]{1,80}+)\\|", "validation/"),
            Phrase.of("test loss at ", "(?:iteration (\\d++) |[^|]{1,80}+)\\|", "test/"),
            Phrase.of("train_opt_callback: ", "iter= *+(\\d++) ", ""),
            Phrase.of("epoch=", "\\d++/micro_step=\\d++/global_step=(\\d++),", ""),
            Phrase.of("Progress: ", " *+[\\d.]++% ++()(?=words/sec)", ""),
            Phrase.of(
                    "Ep. ",
                    "\\d++ : Up\\. (\\d++) : Sen\\. \\S++ : Cost (\\S++)"
                            + "(?:(?! : ).)*+(?: : Time \\S++)?(?: : (\\S++) words/s)?(?: : gNorm (\\S++))?(?: : L\\.r\\. (\\S++))?",
                    "",
                    "Cost",
                    "words/s",
                    "gNorm",
                    "L.r."),
            Phrase.of("Ep. ", "\\d++ : Up\\. (\\d++) : ([\\w-]++) : (\\S++) : ", "valid/", NAME, ""),
            Phrase.of(
                    "LOG (nnet",
                    "\\S++ (?:Overall a|A)verage objective function for 'output' (?:for minibatches \\d++-(\\d++) )?is (\\S++) over ",
                    "",
                    "objective"),
            Phrase.of("%WER ", "()(\\S++) \\[", "", "WER"));

    private final StreamContext context;

    PhraseLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.DIGIT;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int from = Blanks.skip(line, 0, line.length());
        for (var phrase : PHRASES) {
            if (phrase.begins(line, from)) {
                var match = phrase.pattern.matcher(line).region(from + phrase.begin.length(), line.length());
                var readings = match.lookingAt() ? readings(phrase, match, line) : List.<Reading>of();
                if (!readings.isEmpty()) {
                    return Optional.of(readings);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    private List<Reading> readings(Phrase phrase, Matcher match, String line) {
        var number = match.group(1) == null ? OptionalDouble.empty() : ProgramNumber.of(match.group(1));
        var place = number.isPresent() ? number : context.step();
        if (phrase.names.isEmpty()) {
            var fields = FieldScanner.scan(line, match.end(), line.length()).fields();
            return Field.readings(fields, phrase.prefix, place);
        }
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < phrase.names.size(); i++) {
            boolean named = phrase.names.get(i).equals(NAME);
            var name = phrase.prefix + (named ? match.group(i + 2) : phrase.names.get(i));
            i += named ? 1 : 0;
            var value = match.group(i + 2) == null ? OptionalDouble.empty() : ProgramNumber.of(match.group(i + 2));
            if (value.isPresent()) {
                readings.add(new Reading.Value(name, place, value.getAsDouble()));
            }
        }
        return readings;
    }
}
