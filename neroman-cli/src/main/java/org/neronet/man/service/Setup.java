package org.neronet.man.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neronet.common.process.CommandRunner;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.config.Settings;
import org.neronet.man.config.SettingsEdit;

/**
 * What commands do with the user's own files alone. It needs no service, which would make the home, and the environment that
 * counts is the command's own.
 *
 * @param folder against which the user's relative paths are meant
 */
public record Setup(NeronetHome home, Path folder, Map<String, String> environment, CommandRunner commands) {
    /** Whether the user has written nothing yet. */
    public boolean isNew() {
        return !starter().hasPreferences() && !starter().hasClusters();
    }

    public Starter starter() {
        return new Starter(home);
    }

    public Settings settings() {
        return new Settings(home, environment);
    }

    public SettingsEdit settingsEdit() {
        return new SettingsEdit(home);
    }

    public List<HomePlace> places() {
        return new HomePlaces(home).all();
    }

    /** What is known of the user without asking her. */
    public Identity identity() {
        return new Identity(environment, commands);
    }
}
