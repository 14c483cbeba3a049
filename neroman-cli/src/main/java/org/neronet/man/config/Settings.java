package org.neronet.man.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;

/** What the user's files and the environment say, key by key, and where each value comes from. */
public final class Settings {
    private static final Map<String, Object> STANDARD =
            Map.of("autocollect", true, "transport", "auto", "workdir", "~/.neronet/work");

    private final SettingFiles files;
    private final Map<String, String> environment;

    public Settings(NeronetHome home, Map<String, String> environment) {
        this.files = new SettingFiles(home);
        this.environment = environment;
    }

    /** Every key that belongs to no cluster, and all that is said of clusters and groups. */
    public List<Setting> all() {
        files.check();
        var keys = new ArrayList<>(SettingKey.general());
        List.of("clusters", "groups").forEach(section -> keys.addAll(below(section)));
        return keys.stream().map(this::inForce).toList();
    }

    /**
     * One key, or what is said of a cluster, all clusters or all groups.
     *
     * @throws NeronetException (usage) for an unknown key, (not found) for an unknown cluster
     */
    public List<Setting> get(String name) {
        files.check();
        if (name.equals("clusters") || name.equals("groups")) {
            return below(name).stream().map(this::inForce).toList();
        }
        var ofOne = below("clusters").stream()
                .filter(key -> key.cluster()
                        .filter(each -> name.equals("clusters." + each))
                        .isPresent())
                .map(this::inForce)
                .toList();
        return ofOne.isEmpty() ? List.of(one(name)) : ofOne;
    }

    /** A line that sets the key. */
    public String example(String name) {
        return SettingKey.named(name).example();
    }

    private Setting one(String name) {
        var key = SettingKey.named(name);
        files.requireCluster(key);
        return inForce(key);
    }

    private List<SettingKey> below(String section) {
        return files.section(section).stream()
                .flatMap(entry -> section.equals("groups")
                        ? List.of(SettingKey.ofGroup(entry.name())).stream()
                        : fields(entry).stream())
                .toList();
    }

    private static List<SettingKey> fields(Entry cluster) {
        return ((Mapping) cluster.value())
                .entries().stream()
                        .map(field -> SettingKey.ofCluster(cluster.name(), field.name()))
                        .toList();
    }

    private Setting inForce(SettingKey key) {
        var variable = EnvironmentSettings.value(key.name(), environment);
        if (variable.isPresent()) {
            var name = EnvironmentSettings.variable(key.name()).orElseThrow();
            return new Setting(key.name(), Optional.of(variable.get()), new Origin.Variable(name));
        }
        return files.said(key).orElseGet(() -> {
            var value = standard(key);
            return new Setting(key.name(), value, value.isPresent() ? new Origin.Standard() : new Origin.Nowhere());
        });
    }

    private Optional<Object> standard(SettingKey key) {
        if (key.name().equals(SettingKey.DEFAULT_CLUSTER)) {
            return files.clusters().size() == 1 ? Optional.of(Cluster.LOCAL) : Optional.empty();
        } else if (key.cluster().filter(Cluster.LOCAL::equals).isPresent()) {
            return key.field().equals("type") ? Optional.of("direct") : Optional.empty();
        }
        return Optional.ofNullable(STANDARD.get(key.field()));
    }
}
