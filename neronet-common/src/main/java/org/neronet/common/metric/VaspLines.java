package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link VaspReader} remembers of one stream: how many electronic steps there were. */
final class VaspLines implements LineReader {
    /** The algorithms with which a line of an electronic step begins. */
    private static final WordList ALGORITHMS = new WordList("dav rmm cga cg sda dmp dia eig");

    private static final List<String> NAMES =
            List.of("scf/E", "scf/dE", "scf/d eps", "scf/ncg", "scf/rms", "scf/rms(c)");

    private long electronic;

    @Override
    public int wants() {
        return LineTraits.SIGN;
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int start = Scan.blanks(line, 0);
        int end = NumberText.afterDigits(line, start, line.length());
        if (end > start) {
            return end - start < 10 && (line.startsWith(" F= ", end) || line.startsWith(" T= ", end))
                    ? ionic(line, start, end)
                    : Optional.empty();
        }
        int colon = start == line.length() ? -1 : line.indexOf(':', start);
        return colon > 0 && ALGORITHMS.contains(line, start, colon)
                ? electronic(Scan.words(line.substring(colon + 1)))
                : Optional.empty();
    }

    /** {@code DAV:   1     0.45E+04    0.45E+04   -0.17E+05 16576   0.16E+03}: its number in the loop, then values. */
    private Optional<List<Reading>> electronic(List<String> words) {
        var numbers = Cells.numbers(words);
        boolean whole = words.size() == NAMES.size() || words.size() == NAMES.size() + 1;
        if (!whole || !numbers.stream().allMatch(OptionalDouble::isPresent)) {
            return Optional.empty();
        }
        var place = OptionalDouble.of(++electronic);
        var readings = new ArrayList<Reading>();
        for (int i = 1; i < numbers.size(); i++) {
            readings.add(
                    new Reading.Value(NAMES.get(i - 1), place, numbers.get(i).getAsDouble()));
        }
        return Optional.of(readings);
    }

    /** {@code 1 F= -.52E+03 E0= -.52E+03  d E =-.52E+03  mag= 0.0}; of molecular dynamics {@code 1 T= 300. E= ...}. */
    private static Optional<List<Reading>> ionic(String line, int start, int end) {
        var place = OptionalDouble.of(Double.parseDouble(line.substring(start, end)));
        var readings = new ArrayList<Reading>();
        int from = end;
        for (int sign = line.indexOf('=', from); sign > 0; sign = line.indexOf('=', from)) {
            var name = line.substring(from, sign).strip();
            int value = Scan.blanks(line, sign + 1);
            from = Scan.word(line, value);
            var number = ProgramNumber.of(line, value, from);
            if (NameText.isStart(name.isEmpty() ? ' ' : name.charAt(0)) && number.isPresent()) {
                readings.add(new Reading.Value(name, place, number.getAsDouble()));
            }
        }
        return readings.size() < 3 ? Optional.empty() : Optional.of(readings);
    }
}
