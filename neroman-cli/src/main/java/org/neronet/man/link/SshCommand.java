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
 * @param neighbour the host behind that address to which it leads in the end
 */
record SshCommand(LoginAddress address, Optional<String> configFile, Optional<String> neighbour) {
    SshCommand(LoginAddress address, Optional<String> configFile) {
        this(address, configFile, Optional.empty());
    }

    static SshCommand of(LoginAddress address, Map<String, String> environment) {
        return new SshCommand(
                address,
                Optional.ofNullable(environment.get("NERONET_SSH_CONFIG")).filter(f -> !f.isBlank()));
    }

    /** The same configuration for another address, such as a jump host. */
    SshCommand to(LoginAddress other) {
        return new SshCommand(other, configFile);
    }

    /** The same, through that host to one beside it. */
    SshCommand through(String host) {
        return new SshCommand(address, configFile, Optional.of(host));
    }

    /** Where it leads, for messages. */
    String target() {
        return neighbour.orElseGet(address::toString);
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
        var jump = neighbour.map(host -> "-J " + address + " " + user + host);
        if (jump.isPresent()) {
            return "ssh " + file + jump.get();
        }
        return "ssh " + file + address.port().map(p -> "-p " + p + " ").orElse("") + user + address.host();
    }
}
