package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user as whom everything runs: the testbed's ordinary one when the tests run as root, else whoever runs them.
 *
 * @param group its number; empty when nothing is switched
 * @param switched whether that is somebody else than this JVM's user
 * @param way the words before every command, which lead to another machine
 */
record Account(String name, String group, Path home, boolean switched, List<String> way) {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final String JVM_OPTS = "NERONET_TEST_JVM_OPTS";

    static Account current() {
        var me = System.getProperty("user.name");
        var other = System.getenv().getOrDefault("TESTBED_USER", "researcher");
        return (me.equals("root") ? named(other) : Optional.<Account>empty())
                .orElseGet(() -> new Account(me, "", Path.of(System.getProperty("user.home")), false, List.of()));
    }

    /** The testbed's other ordinary user, for tests that run beside those of the first one; only root has it. */
    static Account other() {
        return named(System.getenv().getOrDefault("TESTBED_USER", "researcher") + "2")
                .orElseThrow(() -> new AssertionError("the testbed has not made its second user"));
    }

    /** Another user of this machine, if there is one of that name. */
    static Optional<Account> named(String user) {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 5 && fields[0].equals(user))
                    .map(fields -> new Account(user, fields[3], Path.of(fields[5]), true, List.of()))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same user on another machine. */
    Account behind(List<String> words) {
        return new Account(name, group, home, switched, words);
    }

    /** The words that run {@code words} as this user with nothing but a login's environment and {@code extra}. */
    List<String> command(Map<String, String> extra, List<String> words) {
        var argv = new ArrayList<>(way);
        if (switched) {
            argv.addAll(List.of("setpriv", "--reuid", name, "--regid", group, "--init-groups"));
        }
        argv.addAll(List.of("env", "-i"));
        environment(extra).forEach((key, value) -> argv.add(key + "=" + value));
        argv.addAll(words);
        return argv;
    }

    private Map<String, String> environment(Map<String, String> extra) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("HOME", home.toString());
        variables.put("USER", name);
        variables.put("LOGNAME", name);
        variables.put("LANG", "C.UTF-8");
        // Every class has a tree of programs of its own, and with coverage recorded an archive gains nothing.
        variables.put("NERONET_CLASS_ARCHIVE", "no");
        variables.put("PATH", PATH + ":" + Path.of(System.getProperty("java.home"), "bin"));
        Optional.ofNullable(System.getenv(JVM_OPTS)).ifPresent(options -> variables.put(JVM_OPTS, options));
        variables.putAll(extra);
        return variables;
    }

    /** Makes files that this JVM's user wrote the account's own. */
    void own(Path file) {
        if (!switched) {
            return;
        }
        try (var all = Files.walk(file)) {
            var owner = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
            for (var each : all.toList()) {
                Files.setOwner(each, owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
