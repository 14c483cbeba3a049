package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.Json;
import org.neronet.common.wire.Endpoint;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;

/** What another user of the machine can learn and do while experiments run: nothing. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class PrivacyIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private List<Long> ids;

    @BeforeAll
    void runSomethingOnBothSides() {
        // Where everybody may look, as on a shared scratch disk.
        LAB.neroman().clusters("triton: {ssh_address: triton, type: slurm, workdir: " + scratch() + "}");
        ids = new ArrayList<>(LAB.neroman().add(Ticks.gated(LAB, "far", 2, 0).folder()));
        ids.addAll(LAB.neroman().add(Ticks.gated(LAB, "near", 1, 0).folder()));
        LAB.neroman().run("submit", "triton", ids.get(0) + "-" + ids.get(1)).ok();
        LAB.neroman().run("submit", "local", ids.get(2).toString()).ok();
        LAB.neroman()
                .await(LIMIT, "all have reported", status -> ids.stream().allMatch(id -> Ticks.values(status, id) > 2));
    }

    @AfterAll
    void end() {
        LAB.neroman().run("terminate", ids.get(0) + "-" + ids.get(2)).ok();
        LAB.neroman().awaitStates(ids, "terminated", LIMIT);
    }

    private static Path scratch() {
        return LAB.stage().user().resolve("scratch");
    }

    private static List<Path> folders() {
        return List.of(LAB.neroman().home(), LAB.clusterRoot(), scratch());
    }

    /** What {@code find} prints as that user; folders may change meanwhile, so its exit code says nothing. */
    private static List<String> find(Account who, List<Path> where, String... test) {
        var words = new ArrayList<>(List.of("find"));
        where.forEach(folder -> words.add(folder.toString()));
        words.addAll(List.of(test));
        return Run.of(who, Map.of(), LIMIT, words).exits(0, 1).lines();
    }

    @Test
    void noFileIsReadableByAnotherUser() {
        var nobody = Account.named("nobody").orElseThrow();
        var inside =
                Stream.of("attempts", "batch", "blobs").map(scratch()::resolve).toList();
        assertThat(inside).allMatch(Files::isDirectory);

        var closed = new ArrayList<>(inside);
        closed.addAll(folders().subList(0, 2));
        var open = find(nobody, closed, "(", "-readable", "-o", "-writable", "-o", "-executable", ")");

        assertThat(open).as("open to nobody").isEmpty();
    }

    @Test
    void aHomeThatTheFirstCommandMadeIsClosedWithItsLog() {
        var fresh = LAB.stage().user().resolve("fresh-home");
        var words = List.of(LAB.stage().neroman().toString(), "cluster", "add", "hpc", "triton", "--type", "slurm");
        Run.of(LAB.account(), Map.of("NERONET_HOME", fresh.toString()), LIMIT, words)
                .ok();

        assertThat(fresh.resolve("log/neroman.log")).exists();
        assertThat(find(LAB.account(), List.of(fresh), "-maxdepth", "1", "-perm", "/077"))
                .as("open to others")
                .isEmpty();
    }

    @Test
    void secretFilesAreTheOwnersEvenIfAFolderIsOpened() {
        var names = "-name master -o -name key -o -name kid.json -o -name *endpoint -o -name history.db -o -name lease";
        var words = ("-type f ( " + names + " ) -perm /077").split(" ");

        assertThat(find(LAB.account(), folders(), words))
                .as("secret files with an open mode")
                .isEmpty();
        assertThat(secrets()).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void noSecretStandsInProcessesJobsOrLogs() {
        var seen = new StringBuilder(LAB.slurm().everything());
        seen.append(Run.of(LAB.account(), LIMIT, "ps", "-ef", "ww").out());
        for (long pid : Processes.pids().toArray()) {
            seen.append(proc(pid, "cmdline")).append(proc(pid, "environ"));
        }
        find(LAB.account(), folders(), "-type", "f", "-size", "-4000k", "!", "-name", "key", "!", "-name", "master")
                .forEach(file -> seen.append(text(Path.of(file))));
        var text = seen.toString().toLowerCase(Locale.ROOT);

        assertThat(text.contains("nerokid.jar watch"))
                .as("the run itself is seen")
                .isTrue();
        for (var secret : secrets()) {
            assertThat(text.contains(secret.toLowerCase(Locale.ROOT)))
                    .as("a secret is seen")
                    .isFalse();
        }
    }

    @Test
    void theKidPortTakesNothingWithoutTheKey() throws IOException {
        var files = find(LAB.account(), folders(), "-name", "kid-endpoint");
        assertThat(files).hasSize(2);
        var home = Stage.text(LAB.neroman().home().resolve("home_id")).strip();
        var before = LAB.neroman().status();
        for (var file : files) {
            var probe = new KidPortProbe(Endpoint.fromJson(Json.parseObject(text(Path.of(file)))));
            var known = frame(KidHandshake.hello(new AttemptKey(home, ids.get(files.indexOf(file)), 1)));
            var unknown = frame(KidHandshake.hello(new AttemptKey("0".repeat(32), 1, 1)));

            assertThat(probe.say("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                    .containsExactly(0);
            assertThat(probe.say(frame(new byte[0]))).containsExactly(0);
            // A challenge may be the answer to a hello, but only the end is one to a proof without the key.
            assertThat(probe.say(known, frame(new byte[32]))).endsWith(0);
            assertThat(probe.say(unknown, frame(new byte[32]))).endsWith(0);
        }
        LAB.neroman()
                .await(
                        LIMIT,
                        "the real kids go on reporting",
                        status -> ids.stream()
                                .allMatch(id -> status.state(id).equals("running")
                                        && Ticks.values(status, id) > Ticks.values(before, id)));
    }

    private static byte[] frame(byte[] payload) {
        return FrameBuffer.frame(payload).array();
    }

    /** All keys in the forms in which they might be printed. */
    private static List<String> secrets() {
        var all = new ArrayList<String>();
        find(LAB.account(), folders(), "-type", "f", "-name", "key")
                .forEach(f -> all.add(text(Path.of(f)).strip()));
        find(LAB.account(), folders(), "-type", "f", "-name", "master").forEach(file -> {
            var bytes = Run.read(Path.of(file));
            all.add(HexFormat.of().formatHex(bytes));
            all.add(Base64.getEncoder().encodeToString(bytes));
        });
        return all;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Gone since it was listed.
            return "";
        }
    }

    private static String proc(long pid, String file) {
        return text(Path.of("/proc", Long.toString(pid), file)).replace('\0', ' ');
    }
}
