package org.neronet.man.provenance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.process.CommandRunner;

/** Asks git about a folder; without git, or outside of a checkout, there is nothing to tell. */
final class GitReader {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A checkout may come from anyone: nothing that its configuration names is run. */
    private static final List<String> GIT = List.of(
            "env",
            "GIT_OPTIONAL_LOCKS=0",
            "GIT_TERMINAL_PROMPT=0",
            "LC_ALL=C",
            "git",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.quotePath=false");

    private final CommandRunner runner;

    GitReader(CommandRunner runner) {
        this.runner = runner;
    }

    Optional<GitState> read(Path folder) throws InterruptedException {
        var commit = line(folder, "rev-parse", "--verify", "--quiet", "HEAD");
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GitState(
                commit.get(),
                line(folder, "symbolic-ref", "--short", "--quiet", "HEAD"),
                line(folder, "config", "--get", "remote.origin.url").map(GitReader::withoutPassword),
                cut(output(folder, "diff", "--no-color", "--no-ext-diff", "--no-textconv", "HEAD", "--", ".")
                        .orElse("")),
                untracked(folder)));
    }

    private List<String> untracked(Path folder) throws InterruptedException {
        return output(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").stream()
                .flatMap(names -> java.util.Arrays.stream(names.split("\0")))
                .filter(name -> !name.isEmpty() && !name.startsWith("results/"))
                .limit(GitState.MAX_UNTRACKED)
                .toList();
    }

    private Optional<String> line(Path folder, String... words) throws InterruptedException {
        return output(folder, words).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Optional<String> output(Path folder, String... words) throws InterruptedException {
        var argv = new ArrayList<>(GIT);
        argv.addAll(List.of("-C", folder.toString()));
        argv.addAll(List.of(words));
        try {
            var result = runner.run(argv, LIMIT);
            return result.succeeded() ? Optional.of(result.out()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // There is no git here, so there is nothing that it could tell.
        }
    }

    private static String cut(String diff) {
        return diff.length() <= GitState.MAX_DIFF
                ? diff
                : diff.substring(0, GitState.MAX_DIFF) + "\n... cut after " + GitState.MAX_DIFF + " characters\n";
    }

    /** {@code https://user:secret@host/…} keeps its host only; {@code git@host:…} has no secret. */
    static String withoutPassword(String address) {
        return address.replaceFirst("^([a-z][a-z0-9+.-]*://)[^/@]*@", "$1");
    }
}
