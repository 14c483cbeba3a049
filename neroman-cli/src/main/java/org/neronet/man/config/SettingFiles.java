package org.neronet.man.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.SettingKey.Place;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;

/** The two files that hold settings, and what stands in them for a key. */
final class SettingFiles {
    private final UserFile preferences;
    private final UserFile clusters;

    SettingFiles(NeronetHome home) {
        this.preferences = new UserFile(home.preferences());
        this.clusters = new UserFile(home.clusters());
    }

    UserFile file(Place place) {
        return place == Place.PREFERENCES ? preferences : clusters;
    }

    /** @throws NeronetException (usage) that holds all faults of the text */
    static void check(Place place, YamlSource source) {
        if (place == Place.PREFERENCES) {
            PreferencesFile.read(source);
        } else {
            ClustersReader.read(source);
        }
    }

    /** @throws NeronetException (usage) that holds all faults of a file */
    void check() {
        for (var place : Place.values()) {
            check(place, file(place).source(""));
        }
    }

    /** The entries of {@code clusters:} or {@code groups:}. */
    List<Entry> section(String name) {
        return map(root(Place.CLUSTERS), name).map(Mapping::entries).orElse(List.of());
    }

    /** The clusters that the file names, and {@code local}. */
    List<String> clusters() {
        var names =
                new ArrayList<>(section("clusters").stream().map(Entry::name).toList());
        if (!names.contains(Cluster.LOCAL)) {
            names.add(Cluster.LOCAL);
        }
        return names;
    }

    /** @throws NeronetException (not found) for the key of an unknown cluster, with the nearest ones */
    void requireCluster(SettingKey key) {
        var known = clusters();
        key.cluster().filter(name -> !known.contains(name)).ifPresent(name -> {
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    "no cluster '" + name + "'" + Suggestion.text(name, known),
                    "neroman cluster list, or: neroman cluster add " + name + " ADDRESS --type slurm");
        });
    }

    /** What stands there; {@code default_cluster} may stand in either file, and that of the clusters counts. */
    Optional<Setting> said(SettingKey key) {
        var found = said(key, key.place());
        return key.name().equals(SettingKey.DEFAULT_CLUSTER) ? found.or(() -> said(key, Place.PREFERENCES)) : found;
    }

    private Optional<Setting> said(SettingKey key, Place place) {
        return parent(key, place)
                .flatMap(map -> map.entry(key.field()))
                .filter(entry -> !entry.value().isNull())
                .map(entry -> new Setting(key.name(), Optional.of(value(key, entry.value())), at(place, entry)));
    }

    /** Whether nothing else is said of the same cluster. */
    boolean standsAlone(SettingKey key) {
        return parent(key, key.place()).filter(map -> map.entries().size() == 1).isPresent();
    }

    private Optional<Mapping> parent(SettingKey key, Place place) {
        var mapping = root(place);
        for (var part : key.path().subList(0, key.path().size() - 1)) {
            mapping = map(mapping, part);
        }
        return mapping;
    }

    private Origin at(Place place, Entry entry) {
        return new Origin.Line(file(place).path(), entry.key().start().line());
    }

    private static Object value(SettingKey key, YamlValue value) {
        return key.kind() != SettingKey.Kind.YAML && value instanceof Scalar scalar
                ? scalar.text()
                : SettingValue.plain(value);
    }

    private Optional<Mapping> root(Place place) {
        return file(place).source("").root();
    }

    private static Optional<Mapping> map(Optional<Mapping> mapping, String key) {
        return mapping.flatMap(m -> m.entry(key))
                .map(Entry::value)
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast);
    }
}
