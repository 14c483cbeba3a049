package org.neronet.mum;

import java.util.ArrayList;
import java.util.List;

/** A user's table for cron, with a marked block for one mum and all other lines as they were. Pure. */
final class KeepaliveTable {
    private static final String MARK = "# neronet keepalive ";

    private KeepaliveTable() {}

    /**
     * The table with this block instead of the one that was there, or none.
     *
     * @param name of the mum, on one line
     * @param lines of the block; none takes it away
     */
    static String with(String table, String name, List<String> lines) {
        var begin = MARK + "begin " + name;
        var end = MARK + "end " + name;
        var kept = new ArrayList<String>();
        boolean inside = false;
        for (var line : table.lines().toList()) {
            if (line.equals(begin)) {
                inside = true;
            } else if (inside && line.equals(end)) {
                inside = false;
            } else if (!inside) {
                kept.add(line);
            }
        }
        if (inside) {
            throw new IllegalStateException(
                    "the line '" + end + "' is missing in the table; put it back, or take the" + " block away by hand");
        }
        if (!lines.isEmpty()) {
            kept.add(begin);
            kept.addAll(lines);
            kept.add(end);
        }
        return kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
    }
}
