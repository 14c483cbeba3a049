package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {
    @TempDir
    Path folder;

    @Test
    void missingAndEmptyFilesMeanNothingSaid() throws Exception {
        assertThat(PreferencesFile.read(folder.resolve("none"))).isEqualTo(Preferences.NONE);
        assertThat(read("# later\n")).isEqualTo(Preferences.NONE);
    }

    @Test
    void knownKeysAreRead() throws Exception {
        var preferences = read("name: Ada\nemail: ada@example.org\ndefault_cluster: triton\nautocollect: false\n"
                + "mail: {sendmail: gateway}\nnotify: [{on: [fail]}]\n");

        assertThat(preferences)
                .isEqualTo(new Preferences(
                        Optional.of("Ada"), Optional.of("ada@example.org"), Optional.of("triton"), false));
    }

    @Test
    void otherKeysAndBadValuesAreFaults() {
        assertThatThrownBy(() -> read("emial: x\nemail: ada\nautocollect: no\nmail: 3\n"))
                .hasMessageContaining("unknown key 'emial'; did you mean 'email'")
                .hasMessageContaining("'ada' is no mail address")
                .hasMessageContaining("'autocollect' must be true or false, not the text 'no'")
                .hasMessageContaining("'mail' must be a map of keys and values, not the number 3");
    }

    private Preferences read(String text) throws Exception {
        return PreferencesFile.read(Files.writeString(folder.resolve("preferences.yaml"), text));
    }
}
