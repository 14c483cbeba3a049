package org.neronet.man.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code ssh -G HOST} prints: one lower-case setting a line, in which includes and matches are resolved. */
final class SshConfigReader {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");

    private final Map<String, List<String>> settings = new HashMap<>();
    private final Map<String, String> environment;
    private final Path home;

    SshConfigReader(String printed, Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
        printed.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> settings.computeIfAbsent(words[0].toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                        .add(words[1].strip()));
    }

    SshConfig read() {
        return new SshConfig(
                one("hostname").orElseThrow(() -> new IllegalArgumentException("no hostname in the answer of ssh -G")),
                one("port").map(Integer::valueOf).orElse(22),
                one("user").orElse(""),
                all("identityfile").stream().map(this::path).toList(),
                one("identitiesonly").filter("yes"::equals).isPresent(),
                agent(),
                knownHosts(),
                one("hostkeyalias"),
                one("proxyjump").map(SshConfigReader::hops).orElse(List.of()),
                lacking());
    }

    private Optional<Path> agent() {
        var stated = settings.getOrDefault("identityagent", List.of("SSH_AUTH_SOCK"));
        var value = stated.get(0);
        if (value.equals("SSH_AUTH_SOCK") || value.equals("$SSH_AUTH_SOCK")) {
            return Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                    .filter(socket -> !socket.isBlank())
                    .map(Path::of);
        }
        return Optional.of(value).filter(v -> !v.equals("none")).map(this::path);
    }

    private List<Path> knownHosts() {
        var files = new ArrayList<Path>();
        for (var setting : List.of("userknownhostsfile", "globalknownhostsfile")) {
            one(setting).stream()
                    .flatMap(words -> Arrays.stream(words.split("\\s+")))
                    .map(this::path)
                    .forEach(files::add);
        }
        return files;
    }

    private Optional<String> lacking() {
        if (one("proxycommand").isPresent()) {
            return Optional.of("ProxyCommand");
        } else if (one("certificatefile").isPresent()) {
            return Optional.of("CertificateFile");
        } else if (one("pkcs11provider").isPresent()) {
            return Optional.of("PKCS11Provider");
        } else if (one("pubkeyauthentication")
                        .filter(v -> v.equals("no") || v.equals("false"))
                        .isPresent()
                || one("preferredauthentications")
                        .filter(v -> !v.contains("publickey"))
                        .isPresent()) {
            return Optional.of("a login without public key");
        }
        return Optional.empty();
    }

    private static List<LoginAddress> hops(String words) {
        return Arrays.stream(words.split(","))
                .map(word -> word.strip().replaceFirst("^ssh://", ""))
                .map(LoginAddress::parse)
                .toList();
    }

    private Path path(String text) {
        var tokens = Map.of(
                "%d", home.toString(),
                "%h", one("hostname").orElse(""),
                "%n", one("host").orElse(""),
                "%p", one("port").orElse("22"),
                "%r", one("user").orElse(""),
                "%u", environment.getOrDefault("USER", ""),
                "%%", "%");
        var expanded = Pattern.compile("%.")
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(tokens.getOrDefault(m.group(), m.group())));
        expanded = VARIABLE.matcher(expanded)
                .replaceAll(m -> Matcher.quoteReplacement(environment.getOrDefault(m.group(1), m.group())));
        if (expanded.startsWith("~/")) {
            return home.resolve(expanded.substring(2));
        }
        return home.resolve(expanded);
    }

    private List<String> all(String setting) {
        return settings.getOrDefault(setting, List.of()).stream()
                .filter(value -> !value.equals("none"))
                .toList();
    }

    private Optional<String> one(String setting) {
        return all(setting).stream().findFirst();
    }
}
