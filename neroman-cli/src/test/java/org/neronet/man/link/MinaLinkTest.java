package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.testing.Await;

class MinaLinkTest {
    @TempDir
    private Path folder;

    private final Map<String, String> configs = new HashMap<>();
    private TestSshServer server;
    private KeyPair key;
    private Path keyFile;

    @BeforeEach
    void startServer() throws Exception {
        server = new TestSshServer(folder, "ssh-ed25519");
        server.introduce(server.hostKey(0));
        key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        keyFile = save("id", key, null);
        server.authorize(key.getPublic());
        configs.put("triton", server.config("", keyFile));
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    private Path save(String name, KeyPair pair, String passphrase) throws Exception {
        var file = folder.resolve(name);
        var context = new OpenSSHKeyEncryptionContext();
        context.setPassword(passphrase);
        context.setCipherType("256");
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    pair, "test", passphrase == null ? null : context, out);
        }
        return file;
    }

    private Link open(Optional<SecretPrompt> prompt) {
        var runner = TestSshServer.sshG(configs);
        var ssh = new SshCommand(LoginAddress.parse("triton"), Optional.empty());
        var path = MinaPath.resolve(ssh, new SshConfigs(runner, Map.of("USER", "ada"), folder));
        return MinaLink.open(path, prompt);
    }

    private Link open() {
        return open(Optional.empty());
    }

    private NeronetException refusal(Optional<SecretPrompt> prompt) {
        try (var link = open(prompt)) {
            throw new AssertionError("was let in by " + link.describe());
        } catch (NeronetException e) {
            assertThat(e.code()).isEqualTo(ExitCode.CONNECTION);
            assertThat(e.hint().orElseThrow()).isNotBlank();
            return e;
        }
    }

    private static String run(Link link, String command) throws IOException {
        try (var process = link.exec(command)) {
            process.in().close();
            return new String(process.out().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void commandsRunSideBySideOverOneLogin() throws Exception {
        try (var link = open();
                var cat = link.exec("cat; echo oops >&2; exit 3")) {
            assertThat(run(link, "echo hello")).isEqualTo("hello\n");
            cat.in().write("späte Zeile\n".getBytes(StandardCharsets.UTF_8));
            cat.in().close();

            assertThat(cat.out()).asString(StandardCharsets.UTF_8).isEqualTo("späte Zeile\n");
            assertThat(cat.err()).asString(StandardCharsets.UTF_8).isEqualTo("oops\n");
            assertThat(cat.waitFor()).isEqualTo(3);
            assertThat(link.describe()).isEqualTo("triton (mina)");
            assertThat(link.isOpen()).isTrue();
        }
        assertThat(server.offers()).isLessThanOrEqualTo(2);
    }

    @Test
    void anUnknownHostIsRefusedWithWhatToTypeOnce() throws IOException {
        server.introduce();

        var refusal = refusal(Optional.empty());

        assertThat(refusal).hasMessageContaining("not known here").hasMessageContaining("SHA256:");
        assertThat(refusal.hint().orElseThrow()).endsWith("ssh triton");
        assertThat(server.offers()).isZero();
    }

    @Test
    void aChangedHostKeyIsRefusedWithFileAndLine() throws Exception {
        server.introduce(KeyUtils.generateKeyPair("ssh-ed25519", 256));

        var refusal = refusal(Optional.empty());

        assertThat(refusal).hasMessageContaining("CHANGED").hasMessageContaining(server.knownHosts() + ":1");
        assertThat(server.offers()).isZero();
    }

    @Test
    void theKnownHostKeyIsAskedForWhenThereAreSeveral() throws Exception {
        try (var many = new TestSshServer(folder, "ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa")) {
            many.authorize(key.getPublic());
            configs.put("triton", many.config("", keyFile));
            for (int i = 0; i < 3; i++) {
                many.introduce(many.hostKey(i));
                try (var link = open()) {
                    assertThat(run(link, "echo hello")).isEqualTo("hello\n");
                }
            }
        }
    }

    @Test
    void anUnauthorizedKeyIsNamedAndNotTriedAgain() throws Exception {
        var stranger = save("stranger", KeyUtils.generateKeyPair("ssh-ed25519", 256), null);
        configs.put("triton", server.config("", stranger, folder.resolve("missing")));

        var refusal = refusal(Optional.empty());

        assertThat(refusal).hasMessage("triton does not let you in (tried " + stranger + ")");
        assertThat(refusal.hint().orElseThrow()).contains("ssh triton", "ssh-add", "transport: openssh");
        assertThat(server.offers()).isEqualTo(1);
    }

    @Test
    void withoutAnyKeyThatIsSaid() {
        configs.put("triton", server.config("", folder.resolve("missing")));

        assertThat(refusal(Optional.empty())).hasMessageContaining("no agent and no key file");
    }

    @Test
    void anEncryptedKeyIsPassedOverWhereNobodyCanBeAsked() throws Exception {
        var locked = save("locked", key, "secret");
        configs.put("triton", server.config("", locked, keyFile));
        try (var link = open()) {
            assertThat(run(link, "echo in")).isEqualTo("in\n");
        }

        configs.put("triton", server.config("", locked));
        assertThat(refusal(Optional.empty())).hasMessageContaining("left out " + locked + ": it needs a passphrase");
    }

    @Test
    void thePassphraseIsAskedOnceAndOpensTheKey() throws Exception {
        var locked = save("locked", key, "secret");
        configs.put("triton", server.config("", locked));

        try (var link = open(Optional.of(question -> Optional.of("secret").filter(s -> question.contains("locked"))))) {
            assertThat(run(link, "echo in")).isEqualTo("in\n");
        }
        assertThat(refusal(Optional.of(question -> Optional.of("wrong")))).hasMessageContaining("wrong passphrase");
    }

    @Test
    void theAgentSignsWithKeysThatOnlyItHas() throws Exception {
        var socket = folder.resolve("agent");
        configs.put("triton", server.config("identityagent " + socket + "\n"));
        try (var agent = new FakeAgent(socket, KeyUtils.generateKeyPair("ssh-rsa", 2048), key);
                var link = open()) {
            assertThat(run(link, "echo in")).isEqualTo("in\n");
            assertThat(agent).isNotNull();
        }
    }

    @Test
    void onlyTheConfiguredKeysOfTheAgentAreOffered() throws Exception {
        var socket = folder.resolve("agent");
        var chosen = folder.resolve("chosen");
        Files.writeString(chosen.resolveSibling("chosen.pub"), PublicKeyEntry.toString(key.getPublic()) + " me\n");
        configs.put("triton", server.config("identitiesonly yes\nidentityagent " + socket + "\n", chosen));
        try (var agent = new FakeAgent(socket, KeyUtils.generateKeyPair("ssh-ed25519", 256), key);
                var link = open()) {
            assertThat(run(link, "echo in")).isEqualTo("in\n");
            assertThat(agent).isNotNull();
        }
        // One question whether the key would do, one with its signature.
        assertThat(server.offers()).isLessThanOrEqualTo(2);
    }

    @Test
    void aKeyThatTheAgentOfferedIsNotAskedForAgain() throws Exception {
        var socket = folder.resolve("agent");
        var stranger = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        var locked = save("locked", stranger, "secret");
        Files.writeString(folder.resolve("locked.pub"), PublicKeyEntry.toString(stranger.getPublic()));
        configs.put("triton", server.config("identityagent " + socket + "\n", locked));
        try (var agent = new FakeAgent(socket, stranger)) {
            var refusal = refusal(Optional.of(question -> {
                throw new AssertionError("asked: " + question);
            }));

            assertThat(refusal).hasMessageContaining("tried comment of ssh-ed25519 of the agent");
            assertThat(agent).isNotNull();
        }
    }

    @Test
    void anAgentThatIsGoneOrIllDoesNotKeepFilesFromWorking() throws Exception {
        var socket = folder.resolve("agent");
        configs.put("triton", server.config("identityagent " + socket + "\n", keyFile));
        try (var link = open()) {
            assertThat(run(link, "echo in")).isEqualTo("in\n");
        }
        try (var ill = new FakeAgent(socket);
                var link = open()) {
            assertThat(run(link, "echo in")).isEqualTo("in\n");
            assertThat(ill).isNotNull();
        }
    }

    @Test
    void aRefusedConnectionIsTold() throws IOException {
        server.close();

        assertThat(refusal(Optional.empty())).hasMessageContaining("refuses connections");
    }

    @Test
    void aHostThatDoesNotExistIsTold() {
        configs.put("triton", "hostname no-such-host.invalid\nport 22\nuser ada\n");

        assertThat(refusal(Optional.empty())).hasMessageContaining("cannot find the host triton");
    }

    @Test
    void somethingElseThanAnSshServerIsTold() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(
                    () -> {
                        try (var client = other.accept()) {
                            client.getOutputStream().write("HTTP/1.0 400 no\r\n\r\n".getBytes());
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    "not-ssh");
            thread.start();
            configs.put("triton", "hostname 127.0.0.1\nport " + other.getLocalPort() + "\nuser ada\n");

            assertThat(refusal(Optional.empty())).hasMessageContaining("cannot connect to triton");
            thread.join();
        }
    }

    @Test
    void aLostConnectionEndsItsCommands() throws Exception {
        try (var link = open();
                var cat = link.exec("cat")) {
            server.dropConnections();

            assertThat(cat.out().read()).isEqualTo(-1);
            Await.until(TestSshServer.limit(), () -> "still open", () -> !link.isOpen());
            assertThat(cat.waitFor()).isEqualTo(-1);
            assertThatThrownBy(() -> link.exec("true"))
                    .isInstanceOfSatisfying(
                            NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.CONNECTION))
                    .hasMessageContaining("connection is lost");
        }
    }

    @Test
    void jumpHostsArePassedThroughAndChecked() throws Exception {
        try (var jump = new TestSshServer(folder, "ssh-ed25519")) {
            jump.authorize(key.getPublic());
            jump.introduce(jump.hostKey(0));
            configs.put("jump", jump.config("", keyFile));
            configs.put("triton", server.config("proxyjump jump\n", keyFile));
            try (var link = open()) {
                assertThat(run(link, "head -c 300000 /dev/zero")).hasSize(300_000);
                try (var count = link.exec("wc -c")) {
                    count.in().write(new byte[300_000]);
                    count.in().close();
                    assertThat(count.out()).asString(StandardCharsets.UTF_8).isEqualToIgnoringWhitespace("300000");
                }
            }
            jump.introduce();
            assertThat(refusal(Optional.empty())).hasMessageStartingWith("the host key of jump is not known");
        }
    }

    @Test
    void aNeighbourIsReachedThroughTheGatewayWithTheGatewaysKey() throws Exception {
        try (var beside = server.neighbour(server.hostKey(0))) {
            beside.authorize(key.getPublic());

            try (var link = open().to(beside.host())) {
                assertThat(link.describe()).isEqualTo("127.0.0.2 (mina)");
                assertThat(run(link, "echo there")).isEqualTo("there\n");
                assertThat(beside.offers()).isPositive();
            }
        }
    }

    @Test
    void aNeighbourWithAnUnknownKeyIsRefusedAndTheGatewayStays() throws Exception {
        try (var beside = server.neighbour(KeyUtils.generateKeyPair("ssh-ed25519", 256));
                var link = open()) {
            beside.authorize(key.getPublic());

            assertThatThrownBy(() -> link.to(beside.host()))
                    .isInstanceOfSatisfying(
                            NeronetException.class,
                            e -> assertThat(e.hint().orElseThrow()).endsWith("ssh -J triton 127.0.0.2"))
                    .hasMessageStartingWith("the host key of 127.0.0.2 is not known here");
            assertThat(run(link, "echo here")).isEqualTo("here\n");
        }
    }

    @Test
    void aNeighbourThatDoesNotListenIsTold() throws Exception {
        try (var link = open()) {
            assertThatThrownBy(() -> link.to("127.0.0.2")).hasMessage("the jump host triton cannot reach 127.0.0.2");
            assertThatThrownBy(() -> link.to("-oProxyCommand=x")).hasMessageStartingWith("not an SSH address");
        }
    }

    @Test
    void aJumpHostThatCannotReachTheGatewayIsNamed() throws Exception {
        try (var jump = new TestSshServer(folder, "ssh-ed25519")) {
            jump.authorize(key.getPublic());
            jump.introduce(jump.hostKey(0));
            configs.put("jump", jump.config("", keyFile));
            configs.put("triton", server.config("proxyjump jump\n", keyFile));
            server.close();

            assertThat(refusal(Optional.empty())).hasMessage("the jump host jump cannot reach triton");
        }
    }

    @Test
    void jumpHostsThatLeadInACircleAreRefused() {
        configs.put("triton", server.config("proxyjump triton\n", keyFile));

        assertThatThrownBy(this::open).hasMessageContaining("more than 8 hosts");
    }

    @Test
    void whatOnlyOpenSshCanDoIsSaidBeforeConnecting() {
        configs.put("triton", server.config("proxycommand nc %h %p\n", keyFile));

        var refusal = refusal(Optional.empty());

        assertThat(refusal).hasMessage("triton needs ProxyCommand, which the built-in SSH cannot do");
        assertThat(refusal.hint().orElseThrow()).contains("transport: openssh");
    }

    @Test
    void aHostKnownByCertificateOnlyNeedsOpenSsh() throws Exception {
        var authority = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        Files.writeString(
                server.knownHosts(),
                "@cert-authority [127.0.0.1]:" + server.port() + " " + PublicKeyEntry.toString(authority.getPublic()));

        assertThat(refusal(Optional.empty())).hasMessageContaining("@cert-authority");
    }
}
