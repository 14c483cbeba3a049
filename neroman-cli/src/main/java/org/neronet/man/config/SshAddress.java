package org.neronet.man.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Says what is wrong with an SSH address; one that passes can be an argument of {@code ssh} without harm. */
public final class SshAddress {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}(@[A-Za-z0-9.-]+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private SshAddress() {}

    /** Nothing for {@code [user@]host}, where host is a name, an address, or an alias of the SSH configuration. */
    public static Optional<String> fault(String address) {
        int at = address.lastIndexOf('@');
        var host = address.substring(at + 1);
        if (at >= 0 && !USER.matcher(address.substring(0, at)).matches()) {
            return Optional.of("'" + shown(address.substring(0, at)) + "' is not a user name");
        }
        if (NAME.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return Optional.empty();
        }
        if (host.matches("[A-Za-z0-9._-]+:\\w+")) {
            return Optional.of("a port cannot be part of the address; set 'Port' for the host in ~/.ssh/config");
        }
        return Optional.of("'" + shown(host) + "' is not a host name");
    }

    private static String shown(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r");
    }
}
