package org.neronet.common.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterSettings;

/**
 * The words of one {@code qsub}. It gets the named variables alone, by {@code env -i}, and passes them on by name: in
 * {@code -v NAME=value} a comma would end the value. What mum depends on comes last and beats the user's. Pure.
 */
public final class QsubCall {
    /** How a job is known as mum's, whoever asks Grid Engine: the token follows, in the job's name. */
    public static final String NAME = "neronet-";

    private static final String USUAL_MEMORY = "h_vmem";
    private static final String USUAL_GPUS = "gpu";
    private static final long MEBIBYTE = 1L << 20;
    /** For the kid's JVM beside the program: {@code h_vmem} counts address space, of which a JVM takes much. */
    private static final long KID_MEBIBYTES = 1024;

    private QsubCall() {}

    /** @param environment what the jobs get, and {@code qsub} itself */
    public static List<String> argv(JobArray array, ClusterSettings settings, Map<String, String> environment) {
        var passed = passed(environment);
        var words = new ArrayList<>(List.of("env", "-i"));
        passed.forEach((name, value) -> words.add(name + "=" + value));
        words.add("qsub");
        words.addAll(resources(array.needed(), settings));
        if (array.first().priority() < 0) {
            // Users may only stand back; what comes first among equals is what mum sends first.
            words.addAll(List.of("-p", "" + array.first().priority()));
        }
        words.addAll(settings.gridEngine().qsubArgs());
        words.addAll(List.of("-v", String.join(",", passed.keySet())));
        words.addAll(List.of("-terse", "-r", "n", "-b", "n", "-S", "/bin/sh", "-m", "n", "-j", "y"));
        words.addAll(List.of("-t", "1-" + array.size(), "-N", NAME + array.token()));
        words.addAll(List.of("-wd", array.folder().toString(), "-i", "/dev/null", "-o", "job-$TASK_ID.out"));
        words.add(array.folder().resolve(JobScript.FILE).toString());
        return words;
    }

    /** Grid Engine spoils exported shell functions and values of several lines, and then a job's whole environment. */
    private static Map<String, String> passed(Map<String, String> environment) {
        var passed = new TreeMap<>(environment);
        passed.entrySet()
                .removeIf(variable -> !variable.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")
                        || variable.getValue().indexOf('\n') >= 0);
        return passed;
    }

    private static List<String> resources(Resources needed, ClusterSettings settings) {
        var site = settings.gridEngine();
        var words = new ArrayList<String>();
        if (needed.cpus() > 1) {
            site.parallelEnvironment().ifPresent(pe -> words.addAll(List.of("-pe", pe, "" + needed.cpus())));
        }
        needed.time().ifPresent(time -> words.addAll(List.of("-l", "h_rt=" + time.toSeconds())));
        needed.memoryBytes()
                .ifPresent(bytes -> words.addAll(List.of(
                        "-l",
                        site.memoryComplex().orElse(USUAL_MEMORY) + "=" + mebibytes(bytes, needed.cpus()) + "M")));
        if (needed.gpus() > 0) {
            words.addAll(List.of(
                    "-l", site.gpuComplex().orElse(USUAL_GPUS) + "=" + roundedUp(needed.gpus(), needed.cpus())));
        }
        return words;
    }

    /** Grid Engine multiplies what is asked for by the number of slots. */
    private static long mebibytes(long bytes, int slots) {
        return roundedUp(roundedUp(bytes, MEBIBYTE) + KID_MEBIBYTES, slots);
    }

    private static long roundedUp(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }

    /** Why it cannot be sent: a word of the user's that would change what the call does, or what the site did not name. */
    public static Optional<String> fault(Resources needed, ClusterSettings settings) {
        if (needed.cpus() > 1 && settings.gridEngine().parallelEnvironment().isEmpty()) {
            return Optional.of(
                    "cpus: " + needed.cpus() + " needs a parallel environment whose slots are on one host; set"
                            + " parallel_environment: NAME for this cluster in clusters.yaml ('qconf -spl' shows their names)");
        }
        if (needed.gpus() % needed.cpus() != 0 && needed.gpus() > 0) {
            return Optional.of("gpus: " + needed.gpus() + " cannot be divided by cpus: " + needed.cpus()
                    + "; Grid Engine counts GPUs for each slot, so use as many of both, or cpus: 1");
        }
        return QsubWords.fault(settings.gridEngine().qsubArgs());
    }
}
