package org.neronet.man.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;

/** The texts of the user's first files: the commented templates with her own answers in them. */
public final class FirstFiles {
    private FirstFiles() {}

    /**
     * @param values of keys such as {@code email}
     * @throws NeronetException (usage) for a bad one
     */
    public static String preferences(Map<String, String> values) {
        var text = Templates.PREFERENCES.text();
        for (var each : values.entrySet()) {
            text = with(SettingKey.named(each.getKey()), List.of(each.getValue()), text);
        }
        return text;
    }

    /** @throws NeronetException (usage) for what cannot be a cluster, or is none of the default one's names */
    public static String clusters(Optional<Cluster> cluster, Optional<String> defaultCluster) {
        var text = Templates.CLUSTERS.text();
        if (cluster.isPresent()) {
            ClustersFile.check(cluster.get());
            text = new ClustersEdit(source(text)).add(cluster.get());
            check(cluster.get(), text);
        }
        return defaultCluster.isPresent()
                ? with(SettingKey.named(SettingKey.DEFAULT_CLUSTER), List.of(defaultCluster.get()), text)
                : text;
    }

    private static String with(SettingKey key, List<String> words, String text) {
        var edited = new YamlEdit(source(text)).set(key.path(), SettingValue.yaml(key, words));
        try {
            SettingFiles.check(key.place(), source(edited));
            return edited;
        } catch (NeronetException e) {
            throw SettingValue.fault(key, words, ProblemsFound.first(e));
        }
    }

    private static void check(Cluster cluster, String text) {
        try {
            ClustersReader.read(source(text));
        } catch (NeronetException e) {
            throw new NeronetException(
                    e.code(),
                    "cluster '" + cluster.name() + "' cannot be so: " + ProblemsFound.first(e),
                    "neroman cluster add " + cluster.name() + " ADDRESS --type slurm, or --type direct",
                    e);
        }
    }

    private static YamlSource source(String text) {
        return YamlSource.of("the new file", text);
    }
}
