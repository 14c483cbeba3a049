package org.neronet.man.report;

import java.util.List;

/**
 * How two sides differ: two experiments, or one and its folder as it is now.
 *
 * @param before such as {@code #7 lang/deep}
 * @param after such as {@code the folder now}
 * @param definition command, variables, resources and rules that differ
 * @param environment who, where, which commit, and what was found on the nodes
 * @param results state, times and metrics
 * @param codeUnknown why the files cannot be compared; empty when they were
 */
public record DiffReport(
        String before,
        String after,
        List<Difference> parameters,
        List<Difference> definition,
        List<FileChange> code,
        String codeUnknown,
        List<Difference> environment,
        List<Difference> results) {
    public DiffReport {
        parameters = List.copyOf(parameters);
        definition = List.copyOf(definition);
        code = List.copyOf(code);
        environment = List.copyOf(environment);
        results = List.copyOf(results);
    }

    /** Whether the two sides are alike in all that makes them an experiment. */
    public boolean isSame() {
        return parameters.isEmpty() && definition.isEmpty() && code.isEmpty() && codeUnknown.isEmpty();
    }
}
