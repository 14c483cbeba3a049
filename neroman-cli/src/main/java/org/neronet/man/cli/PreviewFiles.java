package org.neronet.man.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.neronet.common.experiment.CodeFile;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.submit.CodeSnapshot;

/** The files that the experiments of a dry run would be sent with. */
final class PreviewFiles {
    /**
     * One of them.
     *
     * @param folder of the experiments that need it
     */
    record Sent(Path folder, CodeFile file) {}

    private PreviewFiles() {}

    /** Each file once, however many experiments need it. */
    static List<Sent> of(SubmitPreview preview) {
        // Experiments of one folder share a snapshot; ten thousand times the same files would take long.
        var seen = new IdentityHashMap<CodeSnapshot, Path>();
        var files = new LinkedHashSet<Sent>();
        for (var item : preview.items()) {
            var folder = item.experiment().folder();
            item.code()
                    .filter(code -> seen.put(code, folder) == null)
                    .ifPresent(code -> code.files().forEach(file -> files.add(new Sent(folder, file))));
        }
        return List.copyOf(files);
    }

    /** How many of them have the same content as no other, and their bytes: that much would be sent at most. */
    record Total(int different, long bytes) {}

    static Total total(List<Sent> files) {
        var sizes = new HashMap<String, Long>();
        files.forEach(each -> sizes.put(each.file().sha256(), each.file().size()));
        return new Total(
                sizes.size(), sizes.values().stream().mapToLong(Long::longValue).sum());
    }
}
