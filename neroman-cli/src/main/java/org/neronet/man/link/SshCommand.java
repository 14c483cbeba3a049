package org.neronet.man.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.process.ShellWords;

/**
 * The system's {@code ssh} as it is called for one address.
 *
 * @param configFile used instead of the user's own configuration
 */
record SshCommand(LoginAddress address, Optional<String> configFile) {
    static SshCommand of(LoginAddress address, Map<String, String> environment) {
        return new SshCommand(
                address,
                Optional.ofNullable(environment.get("NERONET_SSH_CONFIG")).filter(f -> !f.isBlank()));
    }

    /** The same configuration for another address, such as a jump host. */
    SshCommand to(LoginAddress other) {
        return new SshCommand(other, configFile);
    }

    /** Its words with some options, without a remote command; the host stands behind {@code --}. */
    List<String> words(List<String> options) {
        var words = new ArrayList<String>();
        words.add("ssh");
        configFile.ifPresent(file -> words.addAll(List.of("-F", file)));
        words.addAll(options);
        address.user().ifPresent(user -> words.addAll(List.of("-l", user)));
        address.port().ifPresent(port -> words.addAll(List.of("-p", port.toString())));
        words.addAll(List.of("--", address.host()));
        return words;
    }

    /** What a person types to log in there by hand. */
    String toType() {
        var file = configFile.map(f -> "-F " + ShellWords.quote(f) + " ").orElse("");
        var user = address.user().map(u -> u + "@").orElse("");
        return "ssh " + file + address.port().map(p -> "-p " + p + " ").orElse("") + user + address.host();
    }
}
