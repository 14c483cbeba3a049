package org.neronet.man.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/**
 * Where to log in, as the user wrote it: {@code [user@]host[:port]}, a numeric IPv6 address with a port in brackets.
 *
 * @param host a name, an alias of the user's ssh configuration, or a numeric address; never starts with a dash
 * @param port 1 to 65535
 */
record LoginAddress(Optional<String> user, String host, Optional<Integer> port) {
    private static final Pattern GRAMMAR = Pattern.compile("(?:(?<user>[A-Za-z0-9_][A-Za-z0-9._@+-]{0,200})@)?"
            + "(?:(?<name>[A-Za-z0-9_][A-Za-z0-9._-]{0,250})"
            + "|\\[(?<boxed>[0-9A-Fa-f:.]{2,45})]"
            + "|(?<bare>[0-9A-Fa-f]{0,4}:[0-9A-Fa-f.]{0,15}:[0-9A-Fa-f:.]{0,40}))"
            + "(?::(?<port>[0-9]{1,5}))?");

    /** @throws NeronetException (usage) for anything else: such text would end up among the words of a command */
    static LoginAddress parse(String text) {
        var matcher = GRAMMAR.matcher(text.strip());
        if (!matcher.matches()) {
            throw invalid(text);
        }
        var port = Optional.ofNullable(matcher.group("port")).map(Integer::valueOf);
        if (port.filter(p -> p < 1 || p > 65535).isPresent()) {
            throw invalid(text);
        }
        return new LoginAddress(Optional.ofNullable(matcher.group("user")), host(matcher), port);
    }

    private static String host(Matcher matcher) {
        if (matcher.group("name") != null) {
            return matcher.group("name");
        }
        return matcher.group("boxed") != null ? matcher.group("boxed") : matcher.group("bare");
    }

    private static NeronetException invalid(String text) {
        var shown = text.replaceAll("\\p{Cntrl}", "?");
        return new NeronetException(
                ExitCode.USAGE,
                "not an SSH address: '" + shown.substring(0, Math.min(80, shown.length())) + "'",
                "write ssh_address as [user@]host[:port] in clusters.yaml");
    }

    @Override
    public String toString() {
        var shownHost = port.isPresent() && host.contains(":") ? "[" + host + "]" : host;
        return user.map(u -> u + "@").orElse("")
                + shownHost
                + port.map(p -> ":" + p).orElse("");
    }
}
