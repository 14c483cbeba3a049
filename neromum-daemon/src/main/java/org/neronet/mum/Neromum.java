package org.neronet.mum;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.disk.Sha256;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.SystemCommandRunner;

/** The program neromum. Its launcher is the script {@code start}; stdout belongs to the frames. */
public final class Neromum {
    private static final int HASH_DIGITS = 64;

    private Neromum() {}

    public static void main(String[] words) throws IOException {
        var out = new FileOutputStream(FileDescriptor.out);
        System.exit(run(List.of(words), out).number());
    }

    static ExitCode run(List<String> words, OutputStream out) throws IOException {
        boolean attaching = !words.isEmpty() && words.get(0).equals("attach");
        try {
            perform(Arguments.parse(words), out);
            return ExitCode.OK;
        } catch (NeronetException e) {
            return fail(e, attaching, out);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            var fault =
                    new NeronetException(ExitCode.INTERNAL, "neromum failed: " + e, "look into mum's log folder", e);
            return fail(fault, attaching, out);
        }
    }

    private static void perform(Arguments arguments, OutputStream out) throws IOException, InterruptedException {
        if (arguments.verb().equals("--version")) {
            out.write(("neromum " + version() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return;
        }
        var warden = Wardens.installed().ofType(arguments.type());
        var site = site(arguments.root(), System.getenv(), new SystemCommandRunner());
        if (arguments.verb().equals("attach")) {
            new Attach(site, warden).run(new FileInputStream(FileDescriptor.in), out);
        } else {
            new Daemon(site, warden).run();
        }
    }

    private static ExitCode fail(NeronetException e, boolean attaching, OutputStream out) throws IOException {
        if (attaching) {
            Attach.complain(out, e);
        } else {
            System.err.println("neromum: " + e.getMessage()
                    + e.hint().map(hint -> " (" + hint + ")").orElse(""));
        }
        return e.code();
    }

    private static Site site(Optional<Path> root, Map<String, String> environment, CommandRunner runner)
            throws IOException, InterruptedException {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var lib = lib();
        var java = Optional.ofNullable(System.getProperty("neronet.java"))
                .orElse(System.getProperty("java.home") + "/bin/java");
        return new Site(
                root.orElse(Path.of(home, ".neronet")),
                lib,
                Path.of(java),
                sha(lib),
                Host.here(runner),
                environment,
                InstantSource.system(),
                runner);
    }

    /** The launcher says where the jar is; without it the jar itself knows. */
    private static Path lib() throws IOException {
        var said = System.getProperty("neronet.lib");
        return said != null
                ? Path.of(said)
                : Path.of(Neromum.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toRealPath()
                        .getParent();
    }

    /** The folder is named after the jar's hash; elsewhere it is computed. */
    private static String sha(Path lib) throws IOException {
        var name = lib.getFileName().toString();
        return name.matches("[0-9a-f]{" + HASH_DIGITS + "}") ? name : Sha256.of(lib.resolve("neromum.jar"));
    }

    static String version() {
        return Optional.ofNullable(Neromum.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
