package org.neronet.man.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;

/** All hosts to log in to on the way to a gateway, jump hosts first, the gateway last. */
record MinaPath(List<MinaTarget> targets) {
    private static final int MAX_HOPS = 8;

    MinaPath {
        targets = List.copyOf(targets);
    }

    static MinaPath resolve(SshCommand ssh, SshConfigs configs) {
        var targets = new ArrayList<MinaTarget>();
        append(targets, ssh, configs, MAX_HOPS);
        return new MinaPath(targets);
    }

    /**
     * Of several jump hosts only the first is reached by its own configuration, as OpenSSH does it.
     *
     * @param depth how many jump hosts of jump hosts may still come; 0 means that the own ones do not count
     */
    private static void append(List<MinaTarget> targets, SshCommand ssh, SshConfigs configs, int depth) {
        var config = configs.resolve(ssh);
        if (depth > 0) {
            for (int i = 0; i < config.jumps().size(); i++) {
                append(targets, ssh.to(config.jumps().get(i)), configs, i == 0 ? depth - 1 : 0);
            }
        }
        targets.add(MinaTarget.of(ssh, config));
        if (targets.size() > MAX_HOPS) {
            throw new SshFaults(ssh).other("there are more than " + MAX_HOPS + " hosts on the way", null);
        }
    }

    /** What on this way needs OpenSSH itself, as the fault to report. */
    Optional<NeronetException> lacking() {
        for (var target : targets) {
            var setting = target.config().lacking();
            if (setting.isEmpty() && target.check().needsCertificate()) {
                setting = Optional.of("a host certificate (@cert-authority in known_hosts)");
            }
            if (setting.isPresent()) {
                return Optional.of(target.faults().lacks(setting.get()));
            }
        }
        return Optional.empty();
    }
}
