package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells the headings of LAMMPS tables from other lines. */
final class LammpsNames {
    /** With {@code Step}, any of these is LAMMPS and nothing else. */
    private static final Set<String> UNMISTAKABLE = Set.of(
            "PotEng",
            "KinEng",
            "TotEng",
            "E_pair",
            "E_mol",
            "E_bond",
            "E_angle",
            "E_dihed",
            "E_impro",
            "E_vdwl",
            "E_coul",
            "E_long",
            "E_tail",
            "Enthalpy");

    private LammpsNames() {}

    /** The cells of {@code [a, b, ]}, without their quotes; the bracket is at {@code at}. */
    static List<String> list(String line, int at) {
        int end = line.lastIndexOf(']');
        var cells = new ArrayList<String>();
        for (int from = at + 1; from < end && cells.size() <= Columns.MAX; ) {
            int comma = line.indexOf(',', from);
            int to = comma < 0 || comma > end ? end : comma;
            var cell = line.substring(from, to).strip();
            if (!cell.isEmpty()) {
                cells.add(unquoted(cell));
            }
            from = to + 1;
        }
        return cells;
    }

    /** A heading that may stand anywhere: begins with {@code Step}, and is LAMMPS for sure. */
    static boolean areHeading(List<String> names, boolean known) {
        return areNames(names)
                && names.size() > 1
                && names.contains("Step")
                && (known || names.stream().anyMatch(UNMISTAKABLE::contains));
    }

    /** Words that can head columns: no numbers, no prose with its signs. */
    static boolean areNames(List<String> words) {
        return !words.isEmpty() && words.size() <= Columns.MAX && words.stream().allMatch(LammpsNames::isName);
    }

    private static boolean isName(String word) {
        char first = word.charAt(0);
        char last = word.charAt(word.length() - 1);
        return NameText.isStart(first)
                && last != ':'
                && last != ','
                && last != '.'
                && word.indexOf('=') < 0
                && word.indexOf('(') < 0
                && word.length() <= OutputReader.MAX_NAME;
    }

    private static String unquoted(String cell) {
        char first = cell.charAt(0);
        boolean quoted =
                cell.length() > 2 && (first == '\'' || first == '"') && cell.charAt(cell.length() - 1) == first;
        return quoted ? cell.substring(1, cell.length() - 1) : cell;
    }
}
