package org.neronet.man.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.config.Cluster;

/** What a user says of herself and her first cluster; nothing has to be said. */
public record FirstAnswers(
        Optional<String> name, Optional<String> email, Optional<Cluster> cluster, Optional<String> defaultCluster) {
    /** Nothing is said. */
    public static final FirstAnswers NONE =
            new FirstAnswers(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** By key of {@code preferences.yaml}. */
    Map<String, String> preferences() {
        var values = new LinkedHashMap<String, String>();
        name.ifPresent(text -> values.put("name", text));
        email.ifPresent(text -> values.put("email", text));
        return values;
    }
}
