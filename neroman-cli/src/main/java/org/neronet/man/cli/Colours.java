package org.neronet.man.cli;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Colours the words of states; the words stay, so that nothing hangs on the colour. */
final class Colours {
    private static final Map<String, String> COLOUR = Map.ofEntries(
            Map.entry("finished", "32"),
            Map.entry("running", "36"),
            Map.entry("queued", "33"),
            Map.entry("submitted", "33"),
            Map.entry("stopped", "35"),
            Map.entry("terminated", "35"),
            Map.entry("failed", "31"),
            Map.entry("timed_out", "31"),
            Map.entry("out_of_memory", "31"),
            Map.entry("node_failed", "31"),
            Map.entry("preempted", "31"),
            Map.entry("submit_failed", "31"),
            Map.entry("lost", "31"));
    private static final Pattern STATE = Pattern.compile("(?<= )(" + String.join("|", COLOUR.keySet()) + ")(?=  |,|$)");

    private Colours() {}

    /** The first state of each line of the table, and all of the line of counts. */
    static List<String> paint(List<String> lines) {
        return lines.stream()
                .map(line -> STATE.matcher(line)
                        .replaceAll(found -> "\u001b[" + COLOUR.get(found.group()) + "m" + found.group() + "\u001b[0m"))
                .toList();
    }
}
