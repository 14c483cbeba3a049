package org.neronet.mum;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/**
 * The words neromum was called with.
 *
 * @param verb {@code attach}, {@code daemon} or {@code --version}
 * @param type of the scheduler, behind a colon the name of one of several such queues; empty for {@code --version}
 */
record Arguments(String verb, String type, Optional<Path> root) {
    static final String USAGE = "neromum attach TYPE[:QUEUE] [--root DIR] | daemon TYPE[:QUEUE] --root DIR | --version";

    static Arguments parse(List<String> words) {
        if (words.equals(List.of("--version"))) {
            return new Arguments("--version", "", Optional.empty());
        }
        boolean hasRoot = words.size() == 4 && words.get(2).equals("--root");
        if (!(words.size() == 2 || hasRoot) || !List.of("attach", "daemon").contains(words.get(0))) {
            throw new NeronetException(ExitCode.USAGE, "cannot understand: neromum " + String.join(" ", words), USAGE);
        }
        var root = hasRoot ? Optional.of(Path.of(words.get(3))) : Optional.<Path>empty();
        if (root.filter(path -> !path.isAbsolute()).isPresent()) {
            throw new NeronetException(ExitCode.USAGE, "--root needs an absolute path, not " + root.get(), USAGE);
        }
        return new Arguments(words.get(0), words.get(1), root);
    }
}
