package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which GPUs of this host mum may share out, by their names in {@code CUDA_VISIBLE_DEVICES}. */
final class HostGpus {
    static final String VARIABLE = "CUDA_VISIBLE_DEVICES";
    private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");

    private HostGpus() {}

    /**
     * What mum's own variable names, else all; of these the first ones, when the user said how many.
     *
     * @param said how many, from clusters.yaml
     */
    static List<String> of(Map<String, String> environment, Optional<Integer> said) {
        return of(Optional.ofNullable(environment.get(VARIABLE)), said, said.isPresent() ? 0 : found(DRIVER));
    }

    /** @param found how many the driver knows. Pure. */
    static List<String> of(Optional<String> inherited, Optional<Integer> said, int found) {
        if (inherited.isPresent()) {
            return named(inherited.get()).stream()
                    .limit(said.orElse(Integer.MAX_VALUE))
                    .toList();
        }
        return IntStream.range(0, said.orElse(found)).mapToObj(String::valueOf).toList();
    }

    /** CUDA stops reading at the first name that is no device, such as {@code -1} or {@code NoDevFiles}. */
    private static List<String> named(String variable) {
        return Arrays.stream(variable.split(",", -1))
                .map(String::strip)
                .takeWhile(name -> name.matches("\\d{1,4}|(GPU|MIG)-[A-Za-z0-9/-]{1,100}"))
                .distinct()
                .toList();
    }

    /** A host without the driver has none. */
    static int found(Path driver) {
        try (var all = Files.list(driver)) {
            return Math.toIntExact(all.count());
        } catch (IOException e) {
            return 0;
        }
    }
}
