package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;

/** Splits rows of CSV files: cells may stand in double quotes, in which a doubled quote is one. */
final class CellSplitter {
    private static final int MAX_CELLS = OutputReader.MAX_METRICS;
    private static final String DELIMITERS = ",;\t|";

    private CellSplitter() {}

    /** The cells without the blanks around them; those behind the first 10,000 are left out. */
    static List<String> split(String row, char delimiter) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < row.length() && cells.size() < MAX_CELLS; at++) {
            char c = row.charAt(at);
            if (c == '"') {
                boolean doubled = quoted && at + 1 < row.length() && row.charAt(at + 1) == '"';
                quoted = doubled || !quoted;
                if (doubled) {
                    cell.append('"');
                    at++;
                }
            } else if (c == delimiter && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** What parts this row into most cells. */
    static char delimiter(String row) {
        char best = ',';
        int most = 0;
        for (char candidate : DELIMITERS.toCharArray()) {
            int count = split(row, candidate).size();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Whether a cell that begins here goes on in the next line, or one that began before ends here. */
    static boolean hasOddQuotes(String line) {
        return line.chars().filter(c -> c == '"').count() % 2 == 1;
    }
}
