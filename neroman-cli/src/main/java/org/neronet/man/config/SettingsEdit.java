package org.neronet.man.config;

import java.util.List;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Origin.Line;
import org.neronet.man.config.SettingKey.Place;

/** Changes what the user's files say, one key at a time; comments and all else stay as they are. */
public final class SettingsEdit {
    private final NeronetHome home;
    private final SettingFiles files;

    public SettingsEdit(NeronetHome home) {
        this.home = home;
        this.files = new SettingFiles(home);
    }

    /**
     * Sets a key; a missing file is made, with all keys commented out. Nothing is changed unless the new text reads well.
     *
     * @param words the value, as typed; only lists may have several
     * @return what stands in the file now
     * @throws NeronetException (usage) for a bad value or an unknown key, (not found) for an unknown cluster
     */
    public Setting set(String name, List<String> words) {
        var key = SettingKey.named(name);
        files.requireCluster(key);
        var value = SettingValue.yaml(key, words);
        var source = source(key.place());
        var text = new YamlEdit(source).set(key.path(), value);
        try {
            SettingFiles.check(key.place(), YamlSource.of(source.file(), text));
        } catch (NeronetException e) {
            SettingFiles.check(key.place(), source);
            throw SettingValue.fault(key, words, ProblemsFound.first(e));
        }
        replace(key.place(), text);
        return files.said(key).orElseThrow();
    }

    /**
     * Removes a key.
     *
     * @return whether it was there
     * @throws NeronetException (usage) for a key that the file cannot be without, (not found) for an unknown cluster
     */
    public boolean unset(String name) {
        var key = SettingKey.named(name);
        files.requireCluster(key);
        var said = files.said(key);
        if (said.isEmpty()) {
            return false;
        }
        boolean isPreference =
                said.get().origin() instanceof Line line && line.file().equals(home.preferences());
        remove(key, isPreference ? Place.PREFERENCES : Place.CLUSTERS);
        return true;
    }

    private void remove(SettingKey key, Place place) {
        var source = source(place);
        var text = new YamlEdit(source).remove(removed(key));
        try {
            SettingFiles.check(place, YamlSource.of(source.file(), text));
        } catch (NeronetException e) {
            SettingFiles.check(place, source);
            throw new NeronetException(
                    e.code(), key.name() + " must be there: " + ProblemsFound.first(e), key.example(), e);
        }
        replace(place, text);
    }

    /** {@code local} needs no line of its own when nothing is said of it any more. */
    private List<String> removed(SettingKey key) {
        boolean isLastOfLocal = key.cluster().filter(Cluster.LOCAL::equals).isPresent() && files.standsAlone(key);
        return isLastOfLocal ? key.path().subList(0, 2) : key.path();
    }

    private YamlSource source(Place place) {
        var template = place == Place.PREFERENCES ? Templates.PREFERENCES : Templates.CLUSTERS;
        return files.file(place).source(template.text());
    }

    private void replace(Place place, String text) {
        home.ensure();
        files.file(place).replace(text);
    }
}
