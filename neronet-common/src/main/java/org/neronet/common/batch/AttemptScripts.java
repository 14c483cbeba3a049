package org.neronet.common.batch;

import java.util.TreeMap;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Retry;
import org.neronet.common.process.ShellWords;

/** The two files that the parent sources before it becomes the program. Pure text; every value is quoted. */
public final class AttemptScripts {
    /** Experiments of the time when python was Python 2 go on where there is only a python3. */
    private static final String PYTHON_3 = """
            if ! command -v python >/dev/null 2>&1 && command -v python3 >/dev/null 2>&1; then
                shift
                set -- python3 "$@"
                echo "there is no python on this node, so python3 was run" >>"$neronet_folder/notes"
            fi
            """;

    /**
     * Where the attempt's own files are, and the way to {@code neronet.py} and {@code neronet-report}: behind all that is
     * there, so that nothing of the user's is hidden by them.
     */
    private static final String PLACES = """
            export NERONET_DIR="$neronet_folder"
            export NERONET_METRICS="$neronet_folder/metrics"
            export NERONET_STOP_FILE="$neronet_folder/stop"
            export NERONET_PARAMS="$neronet_folder/params.json"
            case $neronet_folder in
                *:*) ;;
                *)
                    export PATH="${PATH:+$PATH:}${neronet_folder%/*/*}/api"
                    export PYTHONPATH="${PYTHONPATH:+$PYTHONPATH:}${neronet_folder%/*/*}/api"
                    ;;
            esac
            """;

    private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

    private AttemptScripts() {}

    /** The program's words, byte for byte, and behind them the way to the folder in which it starts. */
    public static String argv(AttemptPlan plan) {
        var words = "set -- " + ShellWords.quoteAll(plan.argv()) + "\n";
        var python = plan.argv().get(0).equals("python") ? PYTHON_3 : "";
        return words + python + plan.workdir().map(AttemptScripts::enter).orElse("");
    }

    private static String enter(String folder) {
        return "cd -- \"$neronet_folder/work/\"" + ShellWords.quote(folder) + " || exit 126\n";
    }

    /**
     * The user's umask, exports, then the setup lines as they stand.
     *
     * @throws IllegalArgumentException for a variable name that no shell takes, or a value with a NUL
     */
    public static String environment(AttemptPlan plan, ScriptFacts facts) {
        var text = new StringBuilder("umask ").append(facts.umask()).append('\n');
        text.append("unset SLURM_EXPORT_ENV NERONET_TEST_JVM_OPTS\n");
        new TreeMap<>(plan.environment()).forEach((name, value) -> export(text, name, value));
        text.append("export PYTHONUNBUFFERED=\"${PYTHONUNBUFFERED-1}\"\n");
        text.append(PLACES);
        export(text, "NERONET_EXPERIMENT", plan.name());
        export(text, "NERONET_ID", facts.id());
        export(text, "NERONET_RUN_ID", facts.id());
        export(text, "NERONET_ATTEMPT", facts.attempt());
        ProgramParameters.of(plan).seed().ifPresent(seed -> export(text, "NERONET_SEED", seed));
        text.append(RoomCheck.of(plan.resources()));
        if (Retry.continued(plan).isPresent()) {
            export(text, "NERONET_RESUMED", "1");
        }
        // Here rather than at the end, because a setup line may return.
        text.append("neronet_laid=yes\n");
        facts.setup().forEach(line -> text.append(line).append('\n'));
        plan.setup().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void export(StringBuilder text, String name, String value) {
        if (!name.matches(VARIABLE)) {
            throw new IllegalArgumentException("not a name for an environment variable: " + name);
        }
        text.append("export ")
                .append(name)
                .append('=')
                .append(ShellWords.quote(value))
                .append('\n');
    }
}
