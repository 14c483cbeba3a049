package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void whatTheLauncherKeptIsPutBack() {
        var environment = new HashMap<>(
                Map.of("NERONET_KEPT", "1", "NERONET_KEPT_LC_ALL", "fi_FI.UTF-8", "LC_ALL", "C.UTF-8", "HOME", "/h"));

        ChildEnvironment.restore(environment);

        assertThat(environment).containsExactlyInAnyOrderEntriesOf(Map.of("LC_ALL", "fi_FI.UTF-8", "HOME", "/h"));
    }

    @Test
    void whatTheUserDidNotHaveIsTakenAway() {
        var environment = new HashMap<>(Map.of("NERONET_KEPT", "1", "LC_ALL", "C.UTF-8", "HOME", "/h"));

        ChildEnvironment.restore(environment);

        assertThat(environment).isEqualTo(Map.of("HOME", "/h"));
    }

    @Test
    void withoutALauncherNothingChanges() {
        var environment = new HashMap<>(Map.of("LC_ALL", "de_DE.UTF-8"));

        ChildEnvironment.restore(environment);

        assertThat(environment).isEqualTo(Map.of("LC_ALL", "de_DE.UTF-8"));
    }
}
