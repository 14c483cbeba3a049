package org.neronet.common.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterSettings;

/**
 * The words of one {@code sbatch}. Its environment is made by {@code env -i} and exported whole, because
 * {@code --export=NAME,…} makes each job run the user's login files on its node first, which may fail there. What the
 * user says beats her experiment's resources; what mum depends on comes last and beats both. Pure.
 */
public final class SbatchCall {
    /** How a job is known as mum's, to everyone who may ask the scheduler: the token follows. */
    public static final String COMMENT = "neronet:";

    private static final long MEBIBYTE = 1L << 20;
    /** For the kid beside the program. */
    private static final long KID_MEBIBYTES = 64;

    private static final Set<String> UNUSABLE = Set.of(
            "--wrap",
            "--test-only",
            "--wait",
            "-W",
            "--help",
            "-h",
            "--usage",
            "--version",
            "-V",
            "--clusters",
            "-M",
            "--",
            "--het-group",
            ":");

    private static final String SIGNAL = "--signal";

    private SbatchCall() {}

    /** @param environment what the jobs get, and {@code sbatch} itself, as {@code NAME=value} */
    public static List<String> argv(JobArray array, ClusterSettings settings, List<String> environment) {
        var words = new ArrayList<>(List.of("env", "-i"));
        words.addAll(environment);
        words.addAll(List.of("sbatch", "--job-name=neronet"));
        words.addAll(resources(array.needed()));
        nice(array.first()).ifPresent(words::add);
        words.addAll(users(array.first(), settings));
        array.warning().ifPresent(warning -> words.add(signal(warning)));
        words.addAll(List.of(
                "--parsable",
                "--no-requeue",
                "--array=1-" + array.size(),
                "--comment=" + COMMENT + array.token(),
                "--chdir=" + array.folder(),
                "--output=job-%a.out",
                "--error=job-%a.out",
                "--open-mode=append",
                "--input=/dev/null",
                "--export=ALL",
                array.folder().resolve(JobScript.FILE).toString()));
        return words;
    }

    /** To the batch shell alone, which is the parent script. */
    private static String signal(LimitWarning warning) {
        return SIGNAL + "=B:" + LimitWarning.CARRIER + "@" + warning.lead().toSeconds();
    }

    /** Users may only stand back; what comes first among equals is what mum sends first. */
    private static Optional<String> nice(AttemptPlan plan) {
        return plan.priority() < 0 ? Optional.of("--nice=" + -plan.priority()) : Optional.empty();
    }

    private static List<String> users(AttemptPlan plan, ClusterSettings settings) {
        var words = new ArrayList<>(settings.sbatchArgs());
        words.addAll(plan.sbatchArgs());
        return words;
    }

    private static List<String> resources(Resources needed) {
        var words = new ArrayList<String>();
        if (needed.cpus() > 1) {
            words.add("--cpus-per-task=" + needed.cpus());
        }
        if (needed.gpus() > 0) {
            words.add("--gres=gpu:" + needed.gpus());
        }
        needed.memoryBytes()
                .ifPresent(bytes -> words.add("--mem=" + (roundedUp(bytes, MEBIBYTE) + KID_MEBIBYTES) + "M"));
        needed.time().ifPresent(time -> words.add("--time=" + roundedUp(time.toSeconds(), 60)));
        return words;
    }

    private static long roundedUp(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }

    /** What is wrong with the user's words: one that would end the options or change what the call does. */
    public static Optional<String> fault(AttemptPlan plan, ClusterSettings settings) {
        var words = users(plan, settings);
        return fault(words).or(() -> LimitWarning.of(plan).flatMap(warning -> secondSignal(words)));
    }

    /** Slurm would obey the last one alone. */
    private static Optional<String> secondSignal(List<String> words) {
        return words.stream()
                .filter(word -> word.equals(SIGNAL) || word.startsWith(SIGNAL + "="))
                .findFirst()
                .map(word -> "sbatch_args: " + word + " and before_time_limit exclude each other; keep one of the two");
    }

    static Optional<String> fault(List<String> words) {
        var previous = "";
        for (var word : words) {
            if (UNUSABLE.contains(word.replaceFirst("=.*", "")) || word.startsWith("-M")) {
                return Optional.of("sbatch_args: " + word + " cannot be used with Neronet");
            }
            boolean takesValue = previous.startsWith("-") && !previous.contains("=");
            if (!word.startsWith("-") && !takesValue) {
                return Optional.of("sbatch_args: '" + word + "' belongs to no option");
            }
            previous = word;
        }
        return Optional.empty();
    }
}
