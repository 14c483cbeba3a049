package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/** The original's {@code output_line_processor} and {@code output_file_processor}: a file, and who reads it. */
final class ProcessorSpec {
    private ProcessorSpec() {}

    static List<ReadSpec> of(JsonObject watch) {
        var all = new ArrayList<ReadSpec>();
        for (var kind : List.of("line", "file")) {
            watch.optionalObject("output_" + kind + "_processor")
                    .ifPresent(map ->
                            map.asMap().forEach((file, words) -> all.add(of(kind, file, String.valueOf(words)))));
        }
        return all;
    }

    private static ReadSpec of(String kind, String file, String words) {
        return new ReadSpec(
                Optional.of(place(file)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Selection.ALL,
                Optional.of(new CommandSpec(words, Optional.empty(), Optional.of(kind))));
    }

    /** The original put a program's output into {@code stdout.log}. */
    private static String place(String file) {
        return switch (file) {
            case "stdout.log" -> "stdout";
            case "stderr.log" -> "stderr";
            default -> file;
        };
    }
}
