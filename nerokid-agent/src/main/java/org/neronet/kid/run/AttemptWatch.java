package org.neronet.kid.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.kid.read.AttemptRecorder;
import org.neronet.kid.read.ProgramRecorder;
import org.neronet.kid.read.ResourceRecorder;
import org.neronet.kid.read.SpoolMemory;
import org.neronet.kid.report.Delivery;
import org.neronet.kid.report.Login;
import org.neronet.kid.report.MumLink;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/**
 * Sees one attempt through: its files into the spool, the spool and the output to mum, until she says goodbye or the
 * attempt is settled without her. Owned by the loop's thread.
 */
final class AttemptWatch implements Duty {
    /** How long a kid of its own tries to reach mum after the program's end; the parent waits no longer. */
    static final Duration FAREWELL = Duration.ofSeconds(3);

    private static final int SECRET = 32;

    /** Settling is looked for once a second, to be kind to shared disks. */
    private static final int TICKS_PER_LOOK = 5;

    private final AttemptFolder folder;
    private final Surroundings around;
    private final Spool spool;
    private final AttemptRecorder recorder;
    private final ResourceRecorder resources;
    private final ProgramRecorder program;
    private final RuleWatch rules;
    private final Delivery delivery;
    private final MumLink link;
    private final Consumer<String> log;
    private Optional<Instant> ended = Optional.empty();
    private String lastFault = "";
    private boolean settled;
    private int ticks;

    private AttemptWatch(AttemptFolder folder, KidOrders orders, byte[] secret, Surroundings around)
            throws IOException {
        this.folder = folder;
        this.around = around;
        log = line -> around.log().accept(orders.key().folderName() + ": " + line);
        var memory = new SpoolMemory();
        rules = new RuleWatch(folder, orders, around.time());
        spool = Spool.open(folder.spool(), record -> {
            memory.learn(record);
            rules.learn(record.event());
        });
        recorder = new AttemptRecorder(folder, orders, spool, memory, around.time());
        resources = new ResourceRecorder(folder, orders.key(), spool, memory, around.time(), around.node());
        recorder.listen(rules);
        if (rules.areThere()) {
            resources.listen(rules::measured);
        }
        program = new ProgramRecorder(folder, orders.key(), spool, memory, around.time(), around.node());
        delivery = new Delivery(folder, spool);
        var login = new Login(orders.key(), secret, Path.of(orders.endpoint()));
        link = new MumLink(around.selector(), login, delivery, rules::order, around.time(), log);
    }

    /**
     * Takes up an attempt, whether or not a kid watched it before.
     *
     * @throws IOException when its orders or its key are not there or not sound
     */
    static AttemptWatch open(Path root, Surroundings around) throws IOException {
        var folder = new AttemptFolder(root);
        var orders = SmallFile.read(folder.orders()).orElseThrow(() -> missing(folder.orders()));
        var key = SmallFile.read(folder.key()).orElseThrow(() -> missing(folder.key()));
        try {
            var secret = HexFormat.of().parseHex(key.strip());
            if (secret.length != SECRET) {
                throw new IOException(folder.key() + " does not hold a key of " + SECRET + " bytes");
            }
            return new AttemptWatch(folder, KidOrders.fromJson(Json.parseObject(orders)), secret, around);
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("the orders in " + root + " cannot be read", e);
        }
    }

    @Override
    public boolean tick() {
        boolean more = false;
        try {
            look();
            more = !settled && record();
        } catch (IOException | RuntimeException e) {
            fault(e);
        }
        link.advance();
        return more;
    }

    /** Mum has everything, or nobody waits for it any more. */
    @Override
    public boolean isOver() {
        return settled || link.isGoodbye();
    }

    /** Whether all is on disk while mum could not be reached for long enough: she reads the files herself then. */
    boolean isVain() {
        return !link.isUp()
                && recorder.end().isPresent()
                && ended.filter(at -> isPast(at, FAREWELL)).isPresent();
    }

    /** Whether the program ended so long ago that nobody expects a kid of its own to be there. */
    boolean isOverdue() {
        return !link.isUp()
                && ended.filter(at -> isPast(at, FAREWELL.multipliedBy(10))).isPresent();
    }

    private void look() {
        if (ticks++ % TICKS_PER_LOOK == 0) {
            settled = Files.exists(folder.settled()) || !Files.isDirectory(folder.root());
        }
    }

    private boolean record() throws IOException {
        boolean more = recorder.record(around.hostFactsNow(), around.buffer());
        if (recorder.hasExit() && ended.isEmpty()) {
            ended = Optional.of(around.time().instant());
            link.hurry();
        }
        if (!recorder.hasExit()) {
            resources.record();
            program.record(around.hostFactsNow(), resources);
        }
        rules.advance(spool, recorder.hasExit());
        recorder.end().ifPresent(delivery::end);
        lastFault = "";
        return more;
    }

    private boolean isPast(Instant since, Duration limit) {
        return !around.time().instant().isBefore(since.plus(limit));
    }

    private void fault(Exception e) {
        if (!e.toString().equals(lastFault)) {
            lastFault = e.toString();
            log.accept("will try again: " + e);
        }
    }

    private static IOException missing(Path file) {
        return new IOException("there is no " + file);
    }

    @Override
    public void close() throws IOException {
        try (spool) {
            link.close();
        }
    }
}
