package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** How many CPUs the kernel lets this user's processes use; the JVM's own number is held down for mum's sake. */
final class HostCpus {
    private static final Pattern ALLOWED = Pattern.compile("(?m)^Cpus_allowed_list:\\s*([0-9,-]+)");

    private HostCpus() {}

    static int count() {
        try {
            return count(Files.readString(Path.of("/proc/self/status")));
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    /** From the text of {@code /proc/self/status}, such as {@code Cpus_allowed_list: 0-3,8}; at least 1. */
    static int count(String status) {
        var list = ALLOWED.matcher(status);
        return list.find()
                ? Arrays.stream(list.group(1).split(","))
                        .mapToInt(HostCpus::range)
                        .sum()
                : 1;
    }

    private static int range(String part) {
        var ends = part.split("-");
        return Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
}
