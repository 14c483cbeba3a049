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
import org.neronet.common.batch.CommandCall;
import org.neronet.common.batch.CommandTemplate;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.CommandSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks {@code find}, {@code list} and {@code account} of clusters.yaml, and puts the answers to mum's jobs. */
final class CommandList {
    private static final Logger LOG = LoggerFactory.getLogger(CommandList.class);
    /** Accounting is slow at most sites, and nothing waits for it. */
    private static final int ACCOUNTS_AT_ONCE = 2;

    private final CommandCalls calls;
    private final CommandSettings settings;
    private final Function<JobRef, Path> folder;

    /** @param folder of a job's batch */
    CommandList(CommandCalls calls, CommandSettings settings, Function<JobRef, Path> folder) {
        this.calls = calls;
        this.settings = settings;
        this.folder = folder;
    }

    /** Empty when one of the programs gives no answer. */
    Optional<Listing> of(Collection<JobRef> live) throws InterruptedException {
        var jobs = live;
        if (settings.text(CommandSettings.FIND).isPresent()) {
            var found = found(live);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            jobs = found.get();
        }
        var rows = rows(jobs);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var reports = reports(jobs, rows.get(), CommandSettings.LIST);
        account(jobs, reports);
        return Optional.of(new Listing(reports));
    }

    /** The jobs, with the numbers of those that had none yet. */
    private Optional<List<JobRef>> found(Collection<JobRef> live) throws InterruptedException {
        var jobs = new ArrayList<JobRef>();
        for (var job : live) {
            if (job.jobId().isPresent()) {
                jobs.add(job);
                continue;
            }
            var answer = ask(CommandSettings.FIND, values(job));
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var pattern = settings.text(CommandSettings.SUBMITTED).orElseThrow();
            var id = CommandRow.parse(pattern, answer.get().out()).stream()
                    .map(CommandRow::id)
                    .findFirst();
            jobs.add(new JobRef(job.token(), job.line(), id));
        }
        return Optional.of(jobs);
    }

    private Optional<List<CommandRow>> rows(Collection<JobRef> jobs) throws InterruptedException {
        var ids = jobs.stream().flatMap(job -> job.jobId().stream()).sorted().toList();
        var values = new HashMap<>(CommandCall.user(calls.login()));
        values.put(CommandCall.IDS, ids);
        boolean byIds = template(CommandSettings.LIST).names().contains(CommandCall.IDS);
        if (byIds && ids.isEmpty()) {
            return Optional.of(List.of());
        }
        return ask(CommandSettings.LIST, values)
                .map(answer ->
                        CommandRow.parse(settings.text(CommandSettings.LISTED).orElseThrow(), answer.out()));
    }

    /** By the name where the list shows it, as numbers come again; else by the number. */
    private Map<String, JobReport> reports(Collection<JobRef> jobs, List<CommandRow> rows, String key) {
        var byName = new HashMap<String, CommandRow>();
        var byId = new HashMap<String, CommandRow>();
        for (var row : rows) {
            row.name().ifPresentOrElse(name -> byName.merge(name, row, this::moreAlive), () -> byId.put(row.id(), row));
        }
        var reports = new HashMap<String, JobReport>();
        var program = template(key).program().orElse(key);
        for (var job : jobs) {
            Optional.ofNullable(byName.get(CommandCall.name(job.token(), job.line())))
                    .or(() -> job.jobId().map(byId::get))
                    .ifPresent(row -> reports.put(job.id(), row.report(settings, program)));
        }
        return reports;
    }

    /** Should a job have been taken twice, what runs speaks for it. */
    private CommandRow moreAlive(CommandRow one, CommandRow other) {
        return aliveness(other) > aliveness(one) ? other : one;
    }

    private int aliveness(CommandRow row) {
        return switch (row.report(settings, "").phase()) {
            case ENDED -> 0;
            case PENDING -> 1;
            case RUNNING -> 2;
        };
    }

    private void account(Collection<JobRef> jobs, Map<String, JobReport> reports) throws InterruptedException {
        if (settings.text(CommandSettings.ACCOUNT).isEmpty()) {
            return;
        }
        var gone = jobs.stream()
                .filter(job -> job.jobId().isPresent() && !reports.containsKey(job.id()))
                .limit(ACCOUNTS_AT_ONCE)
                .toList();
        for (var job : gone) {
            var pattern = settings.text(CommandSettings.ACCOUNTED).orElseThrow();
            var rows = ask(CommandSettings.ACCOUNT, values(job))
                    .map(answer -> CommandRow.parse(pattern, answer.out()))
                    .orElse(List.of());
            reports.putAll(reports(List.of(job), rows, CommandSettings.ACCOUNT));
        }
    }

    private Map<String, List<String>> values(JobRef job) {
        var values = new HashMap<>(CommandCall.job(folder.apply(job), job.token(), job.line(), calls.login()));
        values.put("id", job.jobId().stream().toList());
        return values;
    }

    private CommandTemplate template(String key) {
        return CommandCall.template(key, settings.text(key).orElseThrow());
    }

    private Optional<CommandResult> ask(String key, Map<String, List<String>> values) throws InterruptedException {
        try {
            var result = calls.run(template(key).words(values), CommandQueue.QUESTION);
            if (isAnswer(key, result)) {
                return Optional.of(result);
            }
            LOG.warn("{}: gives no answer: {}", key, result.timedOut() ? "timed out" : result.complaint());
        } catch (IOException e) {
            LOG.warn("{}: cannot be run", key, e);
        }
        return Optional.empty();
    }

    private boolean isAnswer(String key, CommandResult result) {
        boolean isListed =
                key.equals(CommandSettings.LIST) && settings.listCodes().contains(Integer.toString(result.exitCode()));
        return result.succeeded() || !result.timedOut() && isListed;
    }
}
