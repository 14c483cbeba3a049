package org.neronet.mum.warden;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Job ids in Slurm's short form, {@code 123_[1-40,44]}: a call costs the controller one question per word. Pure. */
final class ArrayIds {
    private ArrayIds() {}

    /** @param jobIds such as {@code 123_7} */
    static List<String> compressed(Collection<String> jobIds) {
        Map<String, SortedSet<Integer>> arrays = new TreeMap<>();
        for (var id : jobIds) {
            int at = id.indexOf('_');
            arrays.computeIfAbsent(id.substring(0, at), a -> new TreeSet<>())
                    .add(Integer.valueOf(id.substring(at + 1)));
        }
        return arrays.entrySet().stream()
                .map(array -> array.getKey() + "_[" + ranges(array.getValue()) + "]")
                .toList();
    }

    /** As {@code qdel} wants them: {@code 123.1-40}, {@code 123.44}. */
    static List<String> gridEngine(Collection<String> jobIds) {
        return compressed(jobIds).stream()
                .flatMap(array -> {
                    int at = array.indexOf('_');
                    var ranges = array.substring(at + 2, array.length() - 1).split(",");
                    return Stream.of(ranges).map(range -> array.substring(0, at) + "." + range);
                })
                .toList();
    }

    private static String ranges(SortedSet<Integer> lines) {
        var runs = new TreeMap<Integer, Integer>();
        for (int line : lines) {
            var last = runs.lastEntry();
            runs.put(last != null && last.getValue() == line - 1 ? last.getKey() : line, line);
        }
        return runs.entrySet().stream()
                .map(run ->
                        run.getKey().equals(run.getValue()) ? "" + run.getKey() : run.getKey() + "-" + run.getValue())
                .collect(Collectors.joining(","));
    }
}
