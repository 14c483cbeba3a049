package org.neronet.man.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The current experiments of one folder, and in which parameters they differ.
 *
 * @param count of them
 * @param varied values as text by parameter, in the order of their ids; null is null. A parameter that some of them lack
 *     varies as well
 */
public record Siblings(long count, Map<String, List<String>> varied) {
    public Siblings {
        var copy = new LinkedHashMap<String, List<String>>();
        varied.forEach((name, values) -> copy.put(name, Collections.unmodifiableList(values)));
        varied = Collections.unmodifiableMap(copy);
    }
}
