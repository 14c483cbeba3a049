package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads lines that begin with one of some phrases: groups in them are values, or names and values follow. */
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
            // darknet, PETSc and MOOSE, CP2K
            Phrase.of(
                    "", "(\\d++): ([^ ,]++), ([^ ,]++) avg(?: loss)?, ([^ ,]++) rate,", "", "loss", "avg loss", "rate"),
            Phrase.of(
                    "",
                    "\\d++ ()((?:KSP|SNES|TAO)(?: [A-Za-z]++){1,4}|(?:Nonl|L)inear \\|R\\| =) (\\d\\S++)$",
                    "",
                    NAME,
                    ""),
            Phrase.of(
                    "",
                    "\\d++ ()[A-Z][A-Za-z_./]++(?: [A-Z]{2,4})? +(\\S++) +(\\S++) +(\\S++) +(-\\S++) +(\\S++)$",
                    "scf/",
                    "",
                    "",
                    "Convergence",
                    "Total energy",
                    "Change"),
            Phrase.of(
                    "ENERGY| ",
                    "()(Total FORCE_EVAL \\( \\S++ \\) energy) [\\[(]a\\.u\\.[\\])]:? +(\\S++)$",
                    "",
                    NAME,
                    ""),
            Phrase.of("MD| ", "()(\\S++(?: \\S++)*+) {2,}+(\\S++)$", "", NAME, ""),
            // ABINIT, SIESTA, NWChem, FEniCS, WRF
            Phrase.of(
                    "ETOT ",
                    " *+\\d++ ++()(\\S++) ++(\\S++) ++(\\S++) ++(\\S++)$",
                    "scf/",
                    "Etot",
                    "deltaE",
                    "residm",
                    "vres2"),
            Phrase.of(
                    "scf: ",
                    " *+\\d++ ++()(\\S++) ++(\\S++) ++(\\S++) ++(\\S++) ++(\\S++)(?: ++(\\S++))?$",
                    "scf/",
                    "Eharris",
                    "E_KS",
                    "FreeEng",
                    "dDmax",
                    "Ef",
                    "dHmax"),
            Phrase.of(
                    "d=",
                    " *+\\d++,ls=[\\d.]++,diis ++\\d++ ++()(\\S++) ++(\\S++) ++(\\S++) ++(\\S++)",
                    "scf/",
                    "energy",
                    "deltaE",
                    "RMS-Dens",
                    "Diis-err"),
            Phrase.of(
                    "Newton iteration ",
                    "\\d++: r \\(abs\\) = ()(\\S++) \\(tol = [^)]++\\) r \\(rel\\) = (\\S++)",
                    "",
                    "r (abs)",
                    "r (rel)"),
            Phrase.of("Timing for main: ", "time \\S++ on ()(domain ++\\d++): ++(\\S++) elapsed", "elapsed/", NAME, ""),
            // Megatron, GPT-NeoX, DeepSpeed, llama.cpp
            Phrase.of("validation loss at ", "(?:iteration (\\d++) |[^|]{1,80}+)\\|", "validation/"),
            Phrase.of("test loss at ", "(?:iteration (\\d++) |[^|]{1,80}+)\\|", "test/"),
            Phrase.of("samples/sec: ", "\\S++ \\| iteration ++(\\d++)/ *+\\d++ \\|", ""),
            Phrase.of("epoch=", "\\d++/micro_step=\\d++/global_step=(\\d++),", ""),
            Phrase.of("train_opt_callback: ", "iter= *+(\\d++) ", ""),
            // PyTorch's language model, TensorFlow's tutorials, Keras-GAN
            Phrase.of("| end of epoch ", " *+(\\d++) \\|", ""),
            Phrase.of("| End of training |", "()", ""),
            Phrase.of("Loss at step ", "(\\d++): ++(\\S++)$", "", "Loss"),
            Phrase.of("Loss after ", "(?:epoch|step|iteration) (\\d++): ++(\\S++)$", "", "Loss"),
            Phrase.of("Accuracy at step ", "(\\d++): ++(\\S++)$", "", "Accuracy"),
            Phrase.of("Accuracy after ", "(?:epoch|step|iteration) (\\d++): ++(\\S++)$", "", "Accuracy"),
            Phrase.of("FINAL SINGLE POINT ENERGY ", " *+()(-?\\d\\S*+)$", "", "FINAL SINGLE POINT ENERGY"),
            Phrase.of("Minibatch loss at step ", "(\\d++): ++(\\S++)$", "", "Minibatch loss"),
            Phrase.of("", "(\\d++) (?=\\[D loss: )", ""),
            // Optuna, Ignite, TensorFlow's estimators, COCO's evaluation
            Phrase.of("Trial ", "(\\d++) finished with value: (\\S++) and .{0,4000}+", "", "value"),
            Phrase.of("Training Results - ", "Epoch: ?\\[?(\\d++)\\]?", "Training/"),
            Phrase.of("Validation Results - ", "Epoch: ?\\[?(\\d++)\\]?", "Validation/"),
            Phrase.of("Saving dict for global step ", "(\\d++): ", "eval/"),
            Phrase.of(
                    "Average ",
                    "()((?:Precision|Recall) ++\\(A[PR]\\) @\\[ [^\\]]{1,80}+\\]) = (\\S++)$",
                    "",
                    NAME,
                    ""),
            // fastText, Marian, Kaldi
            Phrase.of("Progress: ", " *+[\\d.]++% ++()(?=words/sec)", ""),
            Phrase.of(
                    "Ep. ",
                    "\\d++ : Up\\. (\\d++) : Sen\\. \\S++ : Cost (\\S++)(?:(?! : ).)*+(?: : Time \\S++)?"
                            + "(?: : (\\S++) words/s)?(?: : gNorm (\\S++))?(?: : L\\.r\\. (\\S++))?",
                    "",
                    "Cost",
                    "words/s",
                    "gNorm",
                    "L.r."),
            Phrase.of("Ep. ", "\\d++ : Up\\. (\\d++) : ([\\w-]++) : (\\S++) : ", "valid/", NAME, ""),
            Phrase.of(
                    "LOG (nnet",
                    "\\S++ (?:Overall a|A)verage objective function for 'output' (?:for minibatches \\d++-(\\d++) )?"
                            + "is (\\S++) over ",
                    "",
                    "objective"),
            Phrase.of("%WER ", "()(\\S++) \\[", "", "WER"));

    private static final String FIRSTS = PHRASES.stream()
            .map(phrase -> phrase.begin.substring(0, Math.min(1, phrase.begin.length())))
            .collect(Collectors.joining());

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
        if (from == line.length() || !Blanks.isDigitAt(line, from) && FIRSTS.indexOf(line.charAt(from)) < 0) {
            return Optional.empty();
        }
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
            var fields = new ArrayList<>(
                    FieldScanner.scan(line, match.end(), line.length()).fields());
            fields.removeIf(field -> Pair.isStepName(field.name()));
            return Field.readings(fields, phrase.prefix, place);
        }
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < phrase.names.size(); i++) {
            boolean named = phrase.names.get(i).equals(NAME);
            var name = named ? title(match.group(i + 2)) : phrase.names.get(i);
            i += named ? 1 : 0;
            var value = match.group(i + 2) == null ? OptionalDouble.empty() : ProgramNumber.of(match.group(i + 2));
            if (value.isPresent() && !name.isEmpty()) {
                readings.add(new Reading.Value(phrase.prefix + name, place, value.getAsDouble()));
            }
        }
        return readings;
    }

    private static String title(String name) {
        var plain = Blanks.single(name.strip());
        return plain.endsWith(" =") ? plain.substring(0, plain.length() - 2) : plain;
    }
}
