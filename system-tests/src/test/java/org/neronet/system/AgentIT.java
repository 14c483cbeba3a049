package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Logins by a key that only the agent has, by one of several key files, and without OpenSSH's programs. */
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class AgentIT {
    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private static final Path SSHD =
            Path.of(System.getenv().getOrDefault("TESTBED_DIR", "/tmp/neronet-testbed"), "sshd");
    private static final Path GOOD_KEY = SSHD.resolve("user/id_ed25519");

    private Background agent;
    private Path locked;
    private long id;

    @BeforeAll
    void startAgent() throws IOException {
        var user = LAB.stage().user();
        locked = user.resolve("locked");
        Run.of(LAB.account(), Neroman.LIMIT, "ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", "" + locked)
                .ok();
        Run.of(LAB.account(), Neroman.LIMIT, "cp", GOOD_KEY.toString(), user + "/good")
                .ok();
        var socket = user.resolve("agent");
        agent = Background.start(LAB.account(), Map.of(), List.of("ssh-agent", "-D", "-a", socket.toString()));
        Await.until(Duration.ofSeconds(10), agent::printed, () -> Files.exists(socket));
        var ofAgent = Map.of("SSH_AUTH_SOCK", socket.toString());
        Run.of(LAB.account(), ofAgent, Neroman.LIMIT, List.of("ssh-add", "-q", user + "/good"))
                .ok();
        Run.of(LAB.account(), Neroman.LIMIT, "rm", user + "/good").ok();
        writeConfig(user, socket);
        LAB.neroman()
                .clusters(
                        "keyring: {ssh_address: keyring, type: direct, slots: 2, transport: mina}",
                        "picky: {ssh_address: picky, type: direct, transport: mina}",
                        "several: {ssh_address: several, type: direct, transport: mina}",
                        "onlylocked: {ssh_address: onlylocked, type: direct, transport: mina}",
                        "noagent: {ssh_address: noagent, type: direct, transport: mina}",
                        "numbers: {ssh_address: '" + LAB.account().name() + "@127.0.0.1', type: direct}");
        id = LAB.neroman()
                .add(LAB.stage().experiment("one", List.of("command: echo hello")))
                .get(0);
    }

    /** The user's own configuration stays as it is: {@code ssh} on the path reads this one. */
    private static void writeConfig(Path user, Path socket) throws IOException {
        LAB.stage()
                .write(
                        user.resolve("ssh_config"),
                        String.join(
                                "\n",
                                "Host keyring picky",
                                "  IdentityAgent " + socket,
                                "Host picky",
                                "  IdentitiesOnly yes",
                                "  IdentityFile " + SSHD.resolve("user/id_unauthorized"),
                                "Host several",
                                "  IdentityFile " + user.resolve("locked"),
                                "  IdentityFile " + GOOD_KEY,
                                "Host onlylocked",
                                "  IdentityFile " + user.resolve("locked"),
                                "Host noagent",
                                "  IdentityAgent " + user.resolve("nobody"),
                                "  IdentityFile " + user.resolve("nokey"),
                                "Host several onlylocked",
                                "  IdentityAgent none",
                                "Host *",
                                "  HostName 127.0.0.1",
                                "  Port 17022",
                                "  User " + LAB.account().name(),
                                "  UserKnownHostsFile " + SSHD.resolve("known_hosts"),
                                "  GlobalKnownHostsFile /dev/null",
                                "  StrictHostKeyChecking yes",
                                ""));
        var bin = Files.createDirectory(LAB.stage().root().resolve("ssh-bin"));
        var ssh = Files.writeString(
                bin.resolve("ssh"), "#!/bin/sh\nexec /usr/bin/ssh -F '" + user.resolve("ssh_config") + "' \"$@\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    void stopAgent() {
        run("mum", "stop", "keyring");
        agent.close();
    }

    private Run run(String... words) {
        var path = LAB.stage().root().resolve("ssh-bin") + ":/usr/local/bin:/usr/bin:/bin:"
                + Path.of(System.getProperty("java.home"), "bin");
        return LAB.neroman().runWith(Map.of("PATH", path), words);
    }

    @Test
    void aKeyThatOnlyTheAgentHasOpensTheCluster() {
        run("submit", "keyring", Long.toString(id), "--wait").ok();

        var status = Status.parse(run("status", "--json").ok().out());
        assertThat(status.state(id)).isEqualTo("finished");
        assertThat(status.experiment(id).path("cluster").asText()).isEqualTo("keyring");
        assertThat(run("logs", Long.toString(id)).ok().out()).isEqualTo("hello\n");
    }

    @Test
    void aLockedKeyDoesNotKeepTheNextFromBeingTried() {
        assertThat(run("mum", "status", "several").ok().out()).contains("cluster ", "several");
    }

    @Test
    void aLockedKeyAloneIsTheReasonThatIsGiven() {
        var submit = run("submit", "onlylocked", Long.toString(id));

        assertThat(run("mum", "status", "onlylocked").exits(4).err())
                .contains("left out " + locked + ": it needs a passphrase")
                .contains("hint: ");
        assertThat(submit.exit()).isNotEqualTo(70);
    }

    @Test
    void onlyTheConfiguredKeysAreOffered() {
        assertThat(run("mum", "status", "picky").exits(4).err())
                .contains("id_unauthorized")
                .doesNotContain("of the agent");
    }

    @Test
    void anAgentThatIsNotThereIsNamed() {
        assertThat(run("mum", "status", "noagent").exits(4).err()).contains("the agent does not answer");
    }

    @Test
    void withoutOpenSshTheUsualFilesAreUsed() throws IOException {
        var bin = Files.createDirectory(LAB.stage().root().resolve("few-bin"));
        for (var program : List.of("sh", "sed", "readlink", "dirname", "stty", "env")) {
            var found = Files.exists(Path.of("/usr/bin", program))
                    ? Path.of("/usr/bin", program)
                    : Path.of("/bin", program);
            Files.createSymbolicLink(bin.resolve(program), found);
        }
        Files.createSymbolicLink(bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin/java"));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));

        var status = LAB.neroman().runWith(Map.of("PATH", bin.toString()), "mum", "status", "numbers");

        assertThat(status.exits(4).err()).contains("127.0.0.1").contains("hint: ");
    }
}
