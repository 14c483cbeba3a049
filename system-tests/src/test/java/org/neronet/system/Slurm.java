package org.neronet.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Asks the scheduler itself, as the account. */
record Slurm(Account account) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern JOB = Pattern.compile("\\d+(_\\d+)?");

    private static final String BY_USER = "Remote Procedure Call statistics by user";
    private static final Pattern CALLS = Pattern.compile("\\s*(\\S+)\\s*\\(\\s*\\d+\\)\\s+count:(\\d+)");

    private Run run(String... words) {
        return Run.of(account, LIMIT, words).ok();
    }

    /** The state that {@code sacct} gives a job, such as {@code COMPLETED} or {@code CANCELLED by 1000}. */
    String state(String jobId) {
        if (!JOB.matcher(jobId).matches()) {
            throw new AssertionError("not a job id: '" + jobId + "'");
        }
        var lines =
                run("sacct", "-n", "-P", "-X", "-j", jobId, "-o", "JobID,State").lines();
        return lines.stream()
                .filter(line -> line.startsWith(jobId + "|"))
                .map(line -> line.substring(jobId.length() + 1))
                .findFirst()
                .orElse("not in sacct: " + lines);
    }

    /** Why a job waits, in Slurm's word; empty when it does not. */
    List<String> waiting(String jobId) {
        return run("squeue", "-h", "-r", "-t", "pending", "-j", jobId, "-o", "%r")
                .lines();
    }

    /** The state of a node in Slurm's short word, such as {@code idle} or {@code down*}. */
    String node(String name) {
        return run("sinfo", "-h", "-N", "-n", name, "-p", "debug", "-o", "%t")
                .out()
                .strip();
    }

    /** How many jobs of the account there ever were. */
    int count() {
        return run("sacct", "-n", "-P", "-X", "-S", "now-1days", "-o", "JobID")
                .lines()
                .size();
    }

    /** How many calls of the account the controller has answered since its statistics begin; 0 for an account without. */
    int calls() {
        var lines = run("sdiag").lines();
        int users = lines.stream().map(String::strip).toList().indexOf(BY_USER);
        if (users < 0) {
            throw new AssertionError("no calls by user in sdiag: " + lines);
        }
        return lines.subList(users, lines.size()).stream()
                .map(CALLS::matcher)
                .filter(m -> m.lookingAt() && m.group(1).equals(account.name()))
                .mapToInt(m -> Integer.parseInt(m.group(2)))
                .findFirst()
                .orElse(0);
    }

    /** Everything that {@code squeue} and {@code scontrol} tell about jobs. */
    String everything() {
        return run("squeue", "-t", "all", "-o", "%all").out()
                + run("scontrol", "show", "job", "-dd").out();
    }

    /** Jobs that wait or run in folders below the roots. */
    List<String> live(List<Path> roots) {
        return run("squeue", "-h", "-r", "-o", "%i %t %Z %o").lines().stream()
                .filter(line -> roots.stream().anyMatch(root -> line.contains(root.toString())))
                .toList();
    }

    /** Runs a script as a bare job and gives back what it printed. */
    String bare(Path folder, String script) {
        var out = folder.resolve("bare.out");
        var words = List.of("sbatch", "--wait", "-J", "bare", "-o", out.toString(), "-D", folder.toString(), script);
        Run.of(account, Map.of(), LIMIT, words).ok();
        return Stage.text(out);
    }

    /** Submits a bare job. */
    void batch(String... words) {
        var argv = new java.util.ArrayList<>(List.of("sbatch", "--output=/dev/null", "--chdir=/tmp"));
        argv.addAll(List.of(words));
        run(argv.toArray(String[]::new));
    }

    void cancel(List<String> jobs) {
        jobs.forEach(job -> run("scancel", job.split(" ")[0]));
    }
}
