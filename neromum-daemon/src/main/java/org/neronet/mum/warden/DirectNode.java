package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterSettings;

/**
 * What a direct queue shares out: the user's word, else what this host has.
 *
 * @param slots how many experiments at once
 * @param cpus never less than the slots by themselves, so that {@code slots} alone may ask for more than one per CPU
 * @param memoryBytes empty where nobody knows, and then not counted
 * @param gpus names in {@code CUDA_VISIBLE_DEVICES}
 */
record DirectNode(int slots, int cpus, Optional<Long> memoryBytes, List<String> gpus) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d{1,15}) kB");

    static DirectNode of(ClusterSettings settings, Map<String, String> environment) {
        var limits = settings.limits();
        int cpus = limits.cpus().orElseGet(HostCpus::count);
        int slots = settings.slots().orElse(cpus);
        return new DirectNode(
                slots,
                limits.cpus().isPresent() ? cpus : Math.max(cpus, slots),
                limits.memoryBytes().or(DirectNode::memory),
                HostGpus.of(environment, limits.gpus()));
    }

    private static Optional<Long> memory() {
        try {
            return memory(Files.readString(Path.of("/proc/meminfo")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @param meminfo the text of {@code /proc/meminfo} */
    static Optional<Long> memory(String meminfo) {
        var total = TOTAL.matcher(meminfo);
        return total.find() ? Optional.of(Long.parseLong(total.group(1)) * 1024) : Optional.empty();
    }

    /** Why an experiment can never run here, with numbers; empty when it can. */
    Optional<String> unfit(Resources wish) {
        long memory = wish.memoryBytes().orElse(0L);
        if (wish.cpus() > cpus) {
            return Optional.of("needs " + wish.cpus() + " CPUs, and this direct queue has " + cpus);
        }
        if (wish.gpus() > gpus.size()) {
            return Optional.of("needs " + wish.gpus() + " GPUs, and this direct queue has " + gpus.size());
        }
        return memoryBytes
                .filter(most -> memory > most)
                .map(most -> "needs " + megabytes(memory) + " of memory, and this direct queue has " + megabytes(most));
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    /** How many such experiments fit beside what is taken. */
    int room(Resources wish, Collection<Share> taken) {
        long room = slots - taken.size();
        room = Math.min(room, (cpus - taken.stream().mapToLong(Share::cpus).sum()) / wish.cpus());
        if (wish.gpus() > 0) {
            room = Math.min(room, free(taken).size() / wish.gpus());
        }
        if (wish.memoryBytes().isPresent() && memoryBytes.isPresent()) {
            long used = taken.stream().mapToLong(Share::memoryBytes).sum();
            room = Math.min(
                    room, (memoryBytes.get() - used) / wish.memoryBytes().get());
        }
        return (int) Math.max(0, room);
    }

    /** GPUs that nobody has, in their order. */
    List<String> free(Collection<Share> taken) {
        var used = new HashSet<String>();
        taken.forEach(share -> used.addAll(share.gpus()));
        return gpus.stream().filter(gpu -> !used.contains(gpu)).toList();
    }

    /** Its part of the host; empty when there are not enough free GPUs, the one thing that cannot be shared. */
    Optional<Share> share(Resources wish, Collection<Share> taken) {
        var free = free(taken);
        return free.size() < wish.gpus() ? Optional.empty() : Optional.of(Share.of(wish, free.subList(0, wish.gpus())));
    }
}
