package org.neronet.man.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;

/** A real SSH server on the loopback interface that runs commands by {@code /bin/sh -c}, and the user's files for it. */
final class TestSshServer implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path folder;
    private final String name = "host" + NAMES.incrementAndGet();
    private final Set<String> authorized = ConcurrentHashMap.newKeySet();
    private final List<KeyPair> hostKeys;
    private final String host;
    private final AtomicInteger logins = new AtomicInteger();

    TestSshServer(Path folder, String... hostKeyTypes) throws IOException, GeneralSecurityException {
        this(folder, "127.0.0.1", 0, generate(hostKeyTypes));
    }

    private TestSshServer(Path folder, String host, int port, List<KeyPair> hostKeys) throws IOException {
        this.folder = folder;
        this.host = host;
        this.hostKeys = hostKeys;
        server.setHost(host);
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPublickeyAuthenticator((user, key, session) -> {
            logins.incrementAndGet();
            return authorized.contains(PublicKeyEntry.toString(key));
        });
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory(
                (channel, command) -> new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        server.start();
    }

    private static List<KeyPair> generate(String... types) throws GeneralSecurityException {
        var keys = new java.util.ArrayList<KeyPair>();
        for (var type : types) {
            keys.add(KeyUtils.generateKeyPair(type, type.equals("ssh-rsa") ? 2048 : 256));
        }
        return keys;
    }

    /** Another machine, 127.0.0.2, that listens on the same port. */
    TestSshServer neighbour(KeyPair hostKey) throws IOException {
        return new TestSshServer(folder, "127.0.0.2", port(), List.of(hostKey));
    }

    String host() {
        return host;
    }

    String name() {
        return name;
    }

    int port() {
        return server.getPort();
    }

    /** How many keys were offered. */
    int offers() {
        return logins.get();
    }

    void authorize(PublicKey key) {
        authorized.add(PublicKeyEntry.toString(key));
    }

    Path knownHosts() {
        return folder.resolve(name + ".known");
    }

    /** Makes the user know some of the host keys. */
    void introduce(KeyPair... keys) throws IOException {
        Files.write(
                knownHosts(),
                List.of(keys).stream()
                        .map(key -> "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key.getPublic()))
                        .toList());
    }

    KeyPair hostKey(int number) {
        return hostKeys.get(number);
    }

    /** What {@code ssh -G} prints for this host. */
    String config(String more, Path... identities) {
        return "hostname 127.0.0.1\nport " + port() + "\nuser ada\nuserknownhostsfile " + knownHosts() + "\n"
                + List.of(identities).stream()
                        .map(file -> "identityfile " + file + "\n")
                        .collect(Collectors.joining())
                + more;
    }

    void dropConnections() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    /** An {@code ssh -G} that knows some hosts by the ends of its words. */
    static CommandRunner sshG(java.util.Map<String, String> configs) {
        return (argv, limit) -> {
            var config = configs.get(argv.get(argv.size() - 1));
            return config == null
                    ? new CommandResult(255, "", "no such host in the test", false)
                    : new CommandResult(0, config, "", false);
        };
    }

    static Duration limit() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
