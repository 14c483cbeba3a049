package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.neronet.common.batch.CommandCall;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.CommandSettings;

/**
 * Does something to jobs by a template of clusters.yaml, such as {@code cancel}: to many in one call where it has
 * {@code {ids}}, else one by one.
 */
final class CommandOnJobs {
    private static final int IN_ONE_CALL = 200;

    private final CommandCalls calls;
    private final CommandSettings settings;
    private final Function<JobRef, Path> folder;
    private final String key;

    CommandOnJobs(CommandCalls calls, CommandSettings settings, Function<JobRef, Path> folder, String key) {
        this.calls = calls;
        this.settings = settings;
        this.folder = folder;
        this.key = key;
    }

    /** Returns what went wrong first; a job that is gone already is not wrong. */
    Optional<String> of(Collection<JobRef> jobs) throws InterruptedException {
        var template = CommandCall.template(key, settings.text(key).orElseThrow());
        var complaints = new ArrayList<String>();
        for (var values : template.names().contains(CommandCall.IDS) ? together(jobs) : oneByOne(jobs)) {
            call(template.words(values)).ifPresent(complaints::add);
        }
        return complaints.stream().findFirst();
    }

    private List<Map<String, List<String>>> together(Collection<JobRef> jobs) {
        var ids = jobs.stream()
                .flatMap(job -> job.jobId().stream())
                .sorted()
                .distinct()
                .toList();
        var calls = new ArrayList<Map<String, List<String>>>();
        for (int from = 0; from < ids.size(); from += IN_ONE_CALL) {
            var values = new HashMap<>(CommandCall.user(this.calls.login()));
            values.put(CommandCall.IDS, ids.subList(from, Math.min(ids.size(), from + IN_ONE_CALL)));
            calls.add(values);
        }
        return calls;
    }

    private List<Map<String, List<String>>> oneByOne(Collection<JobRef> jobs) {
        return jobs.stream().map(this::values).toList();
    }

    private Map<String, List<String>> values(JobRef job) {
        var values = new HashMap<>(CommandCall.job(folder.apply(job), job.token(), job.line(), calls.login()));
        values.put("id", job.jobId().stream().toList());
        return values;
    }

    private Optional<String> call(List<String> words) throws InterruptedException {
        try {
            var result = calls.run(words, CommandQueue.QUESTION);
            return result.succeeded() || isGone(result)
                    ? Optional.empty()
                    : Optional.of(words.get(0) + ": " + (result.timedOut() ? "timed out" : result.complaint()));
        } catch (IOException e) {
            return Optional.of(words.get(0) + ": " + e.getMessage());
        }
    }

    private boolean isGone(CommandResult result) {
        var gone = settings.text(CommandSettings.GONE).map(Pattern::compile);
        var lines = (result.out() + "\n" + result.err())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return gone.isPresent()
                && !result.timedOut()
                && !lines.isEmpty()
                && lines.stream().allMatch(line -> gone.get().matcher(line).find());
    }
}
