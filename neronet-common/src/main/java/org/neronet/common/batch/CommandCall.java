package org.neronet.common.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.experiment.Resources;
import org.neronet.common.process.ShellWords;
import org.neronet.common.wire.CommandSettings;

/** What the templates of a cluster of type {@code command} are filled with; each experiment is a job of its own. Pure. */
public final class CommandCall {
    /** The numbers of several jobs, each a word. */
    public static final String IDS = "ids";

    /** How a job is known as mum's: the token and the line follow. */
    public static final String NAME = "neronet-";

    private static final Set<String> USER = Set.of("user", "home");
    private static final Set<String> OF_JOB = Set.of("id", "name", "token", "script", "folder", "log", "user", "home");
    private static final Set<String> OF_SUBMIT = Set.of(
            "name",
            "token",
            "script",
            "folder",
            "log",
            "cpus",
            "gpus",
            "memory_mb",
            "time",
            "seconds",
            "minutes",
            "user",
            "home");
    private static final long MEBIBYTE = 1L << 20;
    /** For the kid beside the program. */
    private static final long KID_MEBIBYTES = 64;

    private CommandCall() {}

    /** The values that a template of that key may have. */
    public static Set<String> known(String key) {
        return switch (key) {
            case CommandSettings.SUBMIT -> OF_SUBMIT;
            case CommandSettings.LIST -> with(USER, IDS);
            case CommandSettings.FIND -> without(OF_JOB, "id");
            case CommandSettings.CANCEL, CommandSettings.HOLD, CommandSettings.RELEASE -> with(OF_JOB, IDS);
            default -> OF_JOB;
        };
    }

    private static Set<String> with(Set<String> names, String name) {
        var all = new java.util.HashSet<>(names);
        all.add(name);
        return all;
    }

    private static Set<String> without(Set<String> names, String name) {
        var rest = new java.util.HashSet<>(names);
        rest.remove(name);
        return rest;
    }

    /** @throws IllegalArgumentException for what cannot be a template of that key */
    public static CommandTemplate template(String key, String text) {
        return CommandTemplate.parse(text, known(key));
    }

    /** The name of a job at the scheduler, such as {@code neronet-00112233445566aa-1}. */
    public static String name(String token, int line) {
        return NAME + token + "-" + line;
    }

    /** The script of one line, in the batch's folder. */
    public static Path script(Path batch, int line) {
        return batch.resolve("job-" + line + ".sh");
    }

    /**
     * What that script holds: the only thing in it that is not constant is the quoted path of the batch's folder. The
     * last word says that the scheduler may know the program by its session or group alone.
     */
    public static String scriptText(Path batch, int line) {
        return "#!/bin/sh\ncd -- " + ShellWords.quote(batch.toString())
                + " && IFS= read -r lib <lib && exec sh \"$lib/parent\" . " + line + " '' bound\n";
    }

    /** What stands for a job in any of its templates. */
    public static Map<String, List<String>> job(Path batch, String token, int line, Map<String, String> login) {
        var values = new HashMap<>(user(login));
        values.put("name", List.of(name(token, line)));
        values.put("token", List.of(token + "." + line));
        values.put("script", List.of(script(batch, line).toString()));
        values.put("folder", List.of(batch.toString()));
        values.put("log", List.of(batch.resolve("job-" + line + ".out").toString()));
        return values;
    }

    /** The user's name and home. */
    public static Map<String, List<String>> user(Map<String, String> login) {
        return CommandTemplate.values(Map.of(
                "user",
                Optional.ofNullable(login.getOrDefault("LOGNAME", login.get("USER"))),
                "home",
                Optional.ofNullable(login.get("HOME"))));
    }

    /** With what the experiment needs; what it does not say has no value. */
    public static Map<String, List<String>> submit(JobArray array, int line, Map<String, String> login) {
        var values = job(array.folder(), array.token(), line, login);
        values.putAll(resources(array.first().resources()));
        return values;
    }

    private static Map<String, List<String>> resources(Resources needed) {
        var time = needed.time();
        return CommandTemplate.values(Map.of(
                "cpus", Optional.of("" + needed.cpus()),
                "gpus", Optional.of("" + needed.gpus()).filter(gpus -> needed.gpus() > 0),
                "memory_mb", needed.memoryBytes().map(bytes -> "" + (roundedUp(bytes, MEBIBYTE) + KID_MEBIBYTES)),
                "time", time.map(CommandCall::clock),
                "seconds", time.map(t -> "" + t.toSeconds()),
                "minutes", time.map(t -> "" + roundedUp(t.toSeconds(), 60))));
    }

    /** Hours may be more than 24, as {@code 72:00:00}. */
    private static String clock(Duration time) {
        return "%02d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static long roundedUp(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }

    /** Why an experiment cannot be sent, and what to write. */
    public static Optional<String> fault(JobArray array, CommandSettings settings) {
        var submit = settings.text(CommandSettings.SUBMIT);
        if (submit.isEmpty()) {
            return Optional.of("clusters.yaml says no submit: for this cluster");
        }
        return template(CommandSettings.SUBMIT, submit.get())
                .missing(submit(array, 1, Map.of("LOGNAME", "user", "HOME", "/")))
                .map(name ->
                        "submit: in clusters.yaml needs {" + name + "}, which the experiment does not say; say it in"
                                + " 'resources:', or set what belongs to it in brackets: [… {" + name + "}]");
    }

    /** The words of the call for one line. */
    public static List<String> argv(JobArray array, int line, CommandSettings settings, Map<String, String> login) {
        var submit = settings.text(CommandSettings.SUBMIT).orElseThrow();
        return template(CommandSettings.SUBMIT, submit).words(submit(array, line, login));
    }
}
