package org.neronet.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.neronet.common.testing.Await;

/**
 * Several machines on one: a laptop, the gateways {@code gw} and {@code gw2} with sshd behind the alias {@code lab}, and
 * {@code node1}, each in namespaces of its own (network, host name, processes, /tmp, boot id), with one shared home and a
 * stand-in for Slurm. Skipped with a reason where namespaces cannot be made.
 */
final class NetLab implements BeforeAllCallback, AfterAllCallback, TestExecutionExceptionHandler {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path TESTBED = Path.of(System.getProperty("neronet.checkout", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("testbed");

    private final Account account = Account.current();
    private final String prefix = "nt" + ProcessHandle.current().pid() % 10_000 + (char) ('a' + System.nanoTime() % 26);
    private final Map<String, Background> machines = new HashMap<>();
    private Path folder;
    private Stage stage;
    private Neroman neroman;

    Neroman neroman() {
        return neroman;
    }

    Stage stage() {
        return stage;
    }

    /** Another user's laptop, or another of the same user's. */
    Neroman anotherLaptop(String name) {
        return new Neroman(laptop(), stage, stage.privateFolder(name), variables());
    }

    /** The home that all machines of the cluster share. */
    Path home() {
        return folder.resolve("home");
    }

    /** Mum's folder for the queue of the stand-in. */
    Path state() {
        return home().resolve(".neronet/mum/slurm-lab");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        assumeTrue(account.switched(), "needs root, to make machines of namespaces");
        var tried = root("env", "unshare", "--uts", "--mount", "--pid", "--fork", "--mount-proc", "true");
        assumeTrue(
                tried.exit() == 0,
                "namespaces cannot be made here: " + tried.err().strip());
        var net = testbed("up");
        assumeTrue(
                net.exit() == 0,
                "network namespaces cannot be made here: " + net.err().strip());
        stage = Stage.make(account);
        furnish();
        neroman = new Neroman(laptop(), stage, stage.privateFolder("laptop"), variables());
        start("node1", "sh", folder.resolve("bin/scheduler").toString(), "node", account.name());
        alias("gw");
        boot("gw");
        boot("gw2");
    }

    private Account laptop() {
        return account.behind(List.of("ip", "netns", "exec", prefix + "-laptop"));
    }

    private Map<String, String> variables() {
        return Map.of("NERONET_SSH_CONFIG", folder.resolve("ssh/config").toString());
    }

    private void furnish() throws IOException {
        // Not below /tmp, of which each machine has one of its own.
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "neronet-lab.");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var each : List.of("bin", "etc", "ssh", "spool", "home")) {
            Files.createDirectory(folder.resolve(each));
        }
        for (var name : List.of("scheduler", "machine", "sbatch", "squeue", "scancel", "scontrol", "sinfo")) {
            resource(
                    name.equals("machine") ? name : "scheduler",
                    folder.resolve("bin").resolve(name));
        }
        Files.writeString(folder.resolve("spool/last"), "100\n");
        key(folder.resolve("ssh/id"));
        for (var gateway : List.of("gw", "gw2")) {
            key(folder.resolve("etc").resolve(gateway));
            Files.writeString(folder.resolve("etc").resolve(gateway + ".conf"), sshd(gateway));
        }
        Files.writeString(folder.resolve("etc/authorized"), Stage.text(folder.resolve("ssh/id.pub")));
        for (var own : List.of("ssh", "spool", "home")) {
            account.own(folder.resolve(own));
        }
        Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwx------"));
    }

    private static void resource(String name, Path target) throws IOException {
        try (var in = NetLab.class.getResourceAsStream("/netlab/" + name)) {
            Files.copy(in, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void key(Path file) {
        root("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "lab", "-f", file.toString())
                .ok();
    }

    private String sshd(String gateway) {
        var path = folder.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin:" + System.getProperty("java.home") + "/bin";
        return String.join(
                "\n",
                "HostKey " + folder.resolve("etc").resolve(gateway),
                "AuthorizedKeysFile " + folder.resolve("etc/authorized"),
                "PidFile none",
                "StrictModes no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "PrintMotd no",
                "SetEnv HOME=" + home() + " PATH=" + path,
                "");
    }

    /** Lets the alias lead to one of the gateways, as a round-robin name does. */
    void alias(String gateway) {
        var known = new ArrayList<String>();
        for (var each : List.of("gw", "gw2")) {
            var key = Stage.text(folder.resolve("etc").resolve(each + ".pub")).split(" ");
            known.add("lab " + key[0] + " " + key[1]);
        }
        stage.write(folder.resolve("ssh/known"), String.join("\n", known) + "\n");
        var hosts = host("lab", gateway) + host("gw", "gw") + host("gw2", "gw2");
        stage.write(folder.resolve("ssh/config"), hosts);
    }

    private String host(String name, String gateway) {
        return String.join(
                "\n",
                "Host " + name,
                "  HostName " + (gateway.equals("gw") ? "10.77.0.1" : "10.77.0.2"),
                "  HostKeyAlias lab",
                "  User " + account.name(),
                "  IdentityFile " + folder.resolve("ssh/id"),
                "  IdentitiesOnly yes",
                "  IdentityAgent none",
                "  UserKnownHostsFile " + folder.resolve("ssh/known"),
                "  GlobalKnownHostsFile /dev/null",
                "");
    }

    /** Starts a gateway, or starts it again as after a reboot. */
    void boot(String gateway) {
        start(
                gateway,
                "/usr/sbin/sshd",
                "-D",
                "-e",
                "-f",
                folder.resolve("etc").resolve(gateway + ".conf").toString());
        Await.until(
                LIMIT,
                () -> gateway + " does not answer",
                () -> on(gateway, "true").exit() == 0);
    }

    private void start(String machine, String... command) {
        var words = new ArrayList<>(List.of("ip", "netns", "exec", prefix + "-" + machine));
        words.addAll(List.of(
                folder.resolve("bin/machine").toString(),
                machine,
                UUID.randomUUID().toString()));
        words.add(folder.resolve("etc").toString());
        words.addAll(List.of(command));
        machines.put(machine, Background.startAsRoot(words));
    }

    /** Everything that runs there is killed at once, and nothing of it can say good-bye. */
    void crash(String machine) {
        machines.remove(machine).close();
    }

    /** The gateway forgets all open connections, and says good-bye to none if the laptop's cable is out. */
    void dropLogins(String gateway) {
        var listener = machines.get(gateway).process().descendants().filter(NetLab::isSshd);
        listener.flatMap(ProcessHandle::children)
                .flatMap(each -> Stream.concat(each.children(), Stream.of(each)))
                .filter(NetLab::isSshd)
                .distinct()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isSshd(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/sshd"))
                .isPresent();
    }

    /** Runs a line of shell as the user on a gateway, by ssh from the laptop. */
    Run on(String gateway, String line) {
        var config = folder.resolve("ssh/config").toString();
        var words = List.of("ssh", "-F", config, "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", gateway, line);
        return Run.of(laptop(), Map.of(), LIMIT, words);
    }

    /** {@code cut}, {@code restore}, {@code freeze} or {@code thaw} a machine's cable. */
    void cable(String what, String machine) {
        testbed(what, machine).ok();
    }

    private Run testbed(String... words) {
        var argv = new ArrayList<>(List.of("env", "TESTBED_NETNS_PREFIX=" + prefix, "TESTBED_NODES=1"));
        argv.add(TESTBED.resolve("netns").toString());
        argv.addAll(List.of(words));
        return root(argv.toArray(String[]::new));
    }

    static Run root(String... words) {
        try (var background = Background.startAsRoot(List.of(words))) {
            boolean ended = background.process().waitFor(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
            return background.outcome(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + List.of(words), e);
        }
    }

    /** This class's programs on all machines. */
    Processes processes() {
        return new Processes(List.of(stage.root(), folder));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable fault) throws Throwable {
        System.err.println("##### " + context.getDisplayName() + ": " + fault.getMessage());
        System.err.println(new Evidence(List.of(stage.root(), folder), processes()).text());
        throw fault;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        List.copyOf(machines.keySet()).forEach(this::crash);
        if (folder != null) {
            processes().all().forEach(Processes.Seen::kill);
        }
        testbed("down");
        if (folder != null && !Boolean.getBoolean("neronet.keep")) {
            stage.close();
            Stage.delete(folder);
        }
    }
}
