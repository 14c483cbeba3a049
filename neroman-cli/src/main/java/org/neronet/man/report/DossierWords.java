package org.neronet.man.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.neronet.common.experiment.Pack;
import org.neronet.common.experiment.Resources;

/** Turns of phrase of the page about an experiment. */
final class DossierWords {
    private static final int BRIEF = 12;
    private static final int VALUES = 8;

    private DossierWords() {}

    /** The first digits of a digest. */
    static String brief(String digest) {
        return digest.substring(0, Math.min(BRIEF, digest.length()));
    }

    /** {@code 1 file}, {@code 3 files}. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code 2 CPUs, 1 GPU, 8.0 GB, 4:00:00}. */
    static String resources(Resources resources) {
        var parts = new ArrayList<String>();
        parts.add(count(resources.cpus(), "CPU"));
        if (resources.gpus() > 0) {
            parts.add(count(resources.gpus(), "GPU"));
        }
        resources.memoryBytes().ifPresent(bytes -> parts.add(Numbers.bytes(bytes)));
        resources.time().ifPresent(time -> parts.add(Numbers.duration(time)));
        resources.minDiskBytes().ifPresent(bytes -> parts.add(Numbers.bytes(bytes) + " of disk free"));
        resources.minMemoryBytes().ifPresent(bytes -> parts.add(Numbers.bytes(bytes) + " of memory free"));
        resources
                .pack()
                .ifPresent(pack -> parts.add(
                        "in packs of " + pack.members().map(String::valueOf).orElse(Pack.AUTO)));
        return String.join(", ", parts);
    }

    /** {@code 0.1, 0.01, 0.001}; of many values the first ones. */
    static String values(List<String> values) {
        var shown = values.stream().limit(VALUES).map(String::valueOf).collect(Collectors.joining(", "));
        return values.size() > VALUES ? shown + " and " + (values.size() - VALUES) + " more" : shown;
    }
}
