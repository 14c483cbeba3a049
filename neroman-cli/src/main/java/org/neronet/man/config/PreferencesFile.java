package org.neronet.man.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.fault.NeronetException;

/** Reads {@code preferences.yaml}. */
public final class PreferencesFile {
    static final Set<String> KEYS = Set.of("name", "email", "mail", "notify", "autocollect", "default_cluster");

    private PreferencesFile() {}

    /**
     * The preferences; without a file {@link Preferences#NONE}.
     *
     * @throws NeronetException (usage) that holds all faults of the file
     */
    public static Preferences read(Path file) {
        return read(file, Map.of());
    }

    /** @param environment whose {@code NERONET_NAME} and the like come before what the file says */
    public static Preferences read(Path file, Map<String, String> environment) {
        var read = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(YamlSource.of(file)) : Preferences.NONE;
        return new Preferences(
                EnvironmentSettings.value("name", environment).or(read::name),
                EnvironmentSettings.value("email", environment).or(read::email),
                EnvironmentSettings.value("default_cluster", environment).or(read::defaultCluster),
                read.autocollect());
    }

    static Preferences read(YamlSource source) {
        var problems = new Problems(source);
        var preferences = source.root(problems).map(root -> read(root, problems));
        problems.throwIfAny();
        return preferences.orElse(Preferences.NONE);
    }

    private static Preferences read(YamlValue.Mapping root, Problems problems) {
        var fields = new YamlFields(root, problems);
        fields.allowOnly(KEYS);
        fields.map("mail");
        return new Preferences(
                fields.text("name"),
                email(fields, problems),
                fields.text("default_cluster"),
                fields.bool("autocollect").orElse(true));
    }

    private static Optional<String> email(YamlFields fields, Problems problems) {
        var email = fields.text("email");
        if (email.isPresent() && !email.get().matches("[^@\\s<>,;]+@[^@\\s<>,;]+")) {
            problems.add(fields.start("email"), "'" + email.get() + "' is no mail address", "email: me@example.org");
        }
        return email;
    }
}
