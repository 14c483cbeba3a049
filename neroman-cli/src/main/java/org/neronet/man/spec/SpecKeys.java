package org.neronet.man.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words of {@code config.yaml}: which keys there are, and what things may be called. */
final class SpecKeys {
    static final String COMMAND = "command";
    static final String PREFIX = "run_command_prefix";
    static final String RESUME = "resume_command";
    static final String MAIN_FILE = "main_code_file";
    static final List<String> FORMATS = List.of("parameters_format", "parameter_format");
    static final String PARAMETERS = "parameters";

    /** Maps that an inner block adds to, key by key. */
    static final Set<String> MERGED = Set.of(PARAMETERS, "env", "resources");

    /** Keys of the original that are kept with the experiment for later versions. */
    static final List<String> KEPT = List.of(
            "output_line_processor",
            "output_file_processor",
            "plot",
            "conditions",
            "stop",
            "notify",
            "before_time_limit",
            RESUME);

    private static final Set<String> NOW = Set.of(
            "collection",
            COMMAND,
            PREFIX,
            MAIN_FILE,
            "parameters_format",
            "parameter_format",
            PARAMETERS,
            "required_files",
            "resources",
            "metrics",
            "outputs",
            "sbatch_args",
            "custom_msg",
            "env",
            "setup",
            "shell",
            "sweep",
            "repeat",
            "results",
            "exclude",
            "priority",
            "retries",
            "workdir");

    private static final Set<String> RESERVED =
            Set.of("all", "any", "last", "none", "and", "or", "not", "con", "nul", "aux", "prn");
    private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._+=-]{0,63}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    private SpecKeys() {}

    /** Every key that may be written outside of {@code +} blocks' names. */
    static Set<String> known() {
        var all = new TreeSet<>(NOW);
        all.addAll(KEPT);
        return all;
    }

    /** What is wrong with the name of a block or collection; selections must tell it from ids. */
    static Optional<String> nameFault(String what, String name) {
        if (RESERVED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            return Optional.of("'" + name + "' is a reserved word and cannot name " + what + "; so are "
                    + String.join(", ", new TreeSet<>(RESERVED)));
        }
        if (NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of("'" + name + "' cannot name " + what
                + ": letters, digits and . _ + = -, at least one letter, at most 64");
    }

    static boolean isParameterName(String name) {
        return PARAMETER.matcher(name).matches();
    }
}
