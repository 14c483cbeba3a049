package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.ProcStat;
import org.neronet.mum.warden.JobReport.Phase;

/** What the files and processes of this host say of one job. */
record DirectJob(Path batch, int line, String host, String boot) {
    private static final int LIMIT_BYTES = 64 << 10;

    /** The attempt that it runs; empty when the batch was never laid out here. */
    Optional<AttemptFolder> attempt() throws IOException {
        try (var lines = Files.lines(batch.resolve("map"))) {
            return lines.skip(line - 1L).findFirst().map(path -> new AttemptFolder(Path.of(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Empty when nothing is known of it, or when another job has its attempt: no evidence of anything. */
    Optional<JobReport> report() throws IOException {
        var attempt = attempt();
        if (attempt.isEmpty()) {
            return Optional.empty();
        }
        var seen = look(attempt.get());
        // The exit file may have come between the look for it and the look for the process.
        return seen.filter(report -> report.phase() == Phase.ENDED).isPresent()
                ? exited(attempt.get()).or(() -> seen)
                : seen;
    }

    private Optional<JobReport> look(AttemptFolder attempt) throws IOException {
        var exited = exited(attempt);
        if (exited.isPresent()) {
            return exited;
        }
        var start = start(attempt);
        return start.isPresent() ? Optional.of(started(start.get())) : spawned(attempt);
    }

    private JobReport started(ParentFile start) {
        if (!start.field("boot").equals(Optional.of(boot))) {
            return ended(AttemptState.NODE_FAILED, "this host was restarted while it ran");
        }
        return isParentAlive(start)
                ? running()
                : ended(AttemptState.LOST, "its parent process is gone and left no exit file");
    }

    /** Whether the parent that wrote this file still runs. */
    private boolean isParentAlive(ParentFile start) {
        return start.field("boot").equals(Optional.of(boot))
                && start.number("parent")
                        .filter(pid -> ProcStat.isAlive(
                                pid, start.number("parent_ticks").orElse(-1L)))
                        .isPresent();
    }

    private Optional<JobReport> spawned(AttemptFolder attempt) throws IOException {
        var spawned = Spawned.read(batch, line);
        if (spawned.isEmpty()) {
            return Optional.empty();
        }
        if (spawned.get().isAlive(boot)) {
            return Optional.of(running());
        }
        var claim = read(attempt.claim());
        var own = " host=" + host + " parent=" + spawned.get().parent().pid() + " ";
        if (claim.isPresent() && !claim.get().contains(own)) {
            return Optional.empty();
        }
        return Optional.of(
                spawned.get().boot().equals(boot)
                        ? ended(AttemptState.LOST, "its parent process is gone and started nothing" + lastWords())
                        : ended(AttemptState.NODE_FAILED, "this host was restarted before it started"));
    }

    private String lastWords() throws IOException {
        return read(output())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> ": " + text)
                .orElse("");
    }

    /** What the parent that mum started has itself started. */
    List<ProcStat> children() throws IOException {
        return Spawned.read(batch, line).filter(spawned -> spawned.isAlive(boot)).stream()
                .flatMap(spawned -> ProcessHandle.of(spawned.parent().pid()).stream())
                .flatMap(ProcessHandle::descendants)
                .flatMap(process -> ProcStat.of(process.pid()).stream())
                .toList();
    }

    /** Where the parent's own complaints go. */
    Path output() {
        return batch.resolve("parent-" + line + ".out");
    }

    /** The parent's note of the start, if there is one. */
    static Optional<ParentFile> start(AttemptFolder attempt) throws IOException {
        return read(attempt.start()).map(ParentFile::parse);
    }

    /** Whether that process has nothing left to do or to start. */
    boolean isOver() throws IOException {
        return report().map(report -> report.phase() == Phase.ENDED).orElse(true);
    }

    private Optional<JobReport> exited(AttemptFolder attempt) throws IOException {
        return read(attempt.exit())
                .map(ParentFile::parse)
                .flatMap(exit -> exit.number("code"))
                .map(Math::toIntExact)
                .map(this::exited);
    }

    private JobReport exited(int code) {
        if (Files.exists(overTime())) {
            return overTime(code);
        }
        return new JobReport(
                Phase.ENDED,
                Optional.of(code == 0 ? AttemptState.FINISHED : AttemptState.FAILED),
                Optional.empty(),
                Optional.of(host),
                Optional.of(code),
                code > 128 ? Optional.of(code - 128) : Optional.empty(),
                "exit file: code " + code);
    }

    private JobReport overTime(int code) {
        return new JobReport(
                Phase.ENDED,
                Optional.of(AttemptState.TIMED_OUT),
                Optional.empty(),
                Optional.of(host),
                Optional.of(code),
                Optional.empty(),
                "direct queue: over its time limit");
    }

    private JobReport running() {
        return new JobReport(
                Phase.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(host),
                Optional.empty(),
                Optional.empty(),
                "its parent process runs");
    }

    private JobReport ended(AttemptState end, String words) {
        return new JobReport(
                Phase.ENDED,
                Optional.of(end),
                Optional.empty(),
                Optional.of(host),
                Optional.empty(),
                Optional.empty(),
                words);
    }

    /** Number of the parent process, as long as it runs. */
    Optional<Long> parent() throws IOException {
        return Spawned.read(batch, line)
                .filter(spawned -> spawned.isAlive(boot))
                .map(spawned -> spawned.parent().pid());
    }

    /** Whether there is still a program to look after. */
    boolean isUnderWay() throws IOException {
        var attempt = attempt();
        return attempt.isPresent() && !Files.exists(attempt.get().exit()) && parent().isPresent();
    }

    /** Made before the program is warned of its time limit. */
    Path warned() {
        return Spawned.folder(batch).resolve(line + ".warned");
    }

    /** Made before the program is ended for being over its time limit. */
    Path overTime() {
        return Spawned.folder(batch).resolve(line + ".over-time");
    }

    static Optional<String> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
