package org.neronet.mum.warden;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterNodes.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the user may still write, where the program {@code quota} says so quickly. */
public final class Quotas {
    private static final Logger LOG = LoggerFactory.getLogger(Quotas.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** Used, soft and hard limit in KiB; a star marks what is over. */
    private static final Pattern ROW =
            Pattern.compile("^\\s*(\\S+)\\s+(\\d{1,15})\\*?\\s+(\\d{1,15})\\s+(\\d{1,15})\\s.*");

    private Quotas() {}

    /** Named {@code quota of FILESYSTEM}; none where there is no such program or no limit. */
    public static List<Disk> ask(CommandRunner runner) throws InterruptedException {
        try {
            // Over a limit it leaves with another code, and tells all the same.
            return parse(runner.run(List.of("quota", "-w"), LIMIT).out());
        } catch (IOException e) {
            LOG.debug("there is no quota here", e);
            return List.of();
        }
    }

    static List<Disk> parse(String quota) {
        var disks = new ArrayList<Disk>();
        for (var line : quota.lines().toList()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                long hard = Long.parseLong(row.group(4));
                long most = hard > 0 ? hard : Long.parseLong(row.group(3));
                long left = Math.max(0, most - Long.parseLong(row.group(2)));
                if (most > 0) {
                    disks.add(new Disk("quota of " + row.group(1), most * 1024, left * 1024));
                }
            }
        }
        return disks;
    }
}
