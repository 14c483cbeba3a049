package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandRunner;

/** Slurm's own settings, from {@code scontrol show config} or, while the controller is away, from its file. */
record SlurmConfig(String text) {
    private static final int LIMIT_BYTES = 4 << 20;
    private static final List<String> PLACES =
            List.of("/etc/slurm/slurm.conf", "/run/slurm/conf/slurm.conf", "/etc/slurm-llnl/slurm.conf");

    /** Asks the controller; empty when it does not answer within that time. */
    static Optional<SlurmConfig> ask(CommandRunner runner, Duration limit) throws IOException, InterruptedException {
        var result = runner.run(List.of("scontrol", "show", "config"), limit);
        return result.succeeded() ? Optional.of(new SlurmConfig(result.out())) : Optional.empty();
    }

    /** Reads {@code $SLURM_CONF} or the usual files. */
    static Optional<SlurmConfig> read(Map<String, String> environment) throws IOException {
        var said = environment.get("SLURM_CONF");
        for (var place : said == null ? PLACES : List.of(said)) {
            var file = Path.of(place);
            if (Files.isReadable(file) && Files.size(file) <= LIMIT_BYTES) {
                return Optional.of(new SlurmConfig(Files.readString(file)));
            }
        }
        return Optional.empty();
    }

    Optional<String> value(String name) {
        var matcher =
                Pattern.compile("(?mi)^\\s*" + name + "\\s*=\\s*([^\\s#]+)").matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
