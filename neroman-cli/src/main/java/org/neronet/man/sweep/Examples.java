package org.neronet.man.sweep;

/** How each form is written, for faults. */
final class Examples {
    private Examples() {}

    static String of(String form) {
        return switch (form) {
            case "range" -> "{range: [0, 10]} or {range: [start, stop, step]}; the stop is excluded";
            case "linspace" -> "{linspace: [0, 1, 5]} is 0.0, 0.25, 0.5, 0.75, 1.0";
            case "logspace" -> "{logspace: [-3, -1, 3]} is 0.001, 0.01, 0.1";
            case "geomspace" -> "{geomspace: [0.001, 0.1, 3]} is 0.001, 0.01, 0.1";
            case "uniform" -> "{uniform: [0, 1]}";
            case "loguniform" -> "{loguniform: [1e-5, 1e-1]}";
            case "integer" -> "{integer: [1, 10]}; both ends included";
            case "choice" -> "{choice: [relu, tanh]}";
            case "expr" -> "{expr: \"layers * 64\"}";
            default -> throw new IllegalArgumentException(form);
        };
    }
}
