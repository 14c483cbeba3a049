package org.neronet.kid.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.wire.KidMessage;

class DeliveryTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 1, 1);

    @TempDir
    Path root;

    private AttemptFolder folder;
    private Spool spool;
    private Delivery delivery;

    @BeforeEach
    void open() throws IOException {
        folder = new AttemptFolder(root);
        spool = Spool.open(folder.spool(), record -> {});
        delivery = new Delivery(folder, spool);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void nothingIsSentBeforeMumSaysWhatSheHas() throws IOException {
        spool.append(warning());

        assertThat(delivery.next()).isEmpty();
    }

    @Test
    void startComesFirstThenRecordsThenLogsThenExit() throws IOException {
        Files.writeString(folder.start(), "host=n1\n");
        Files.writeString(folder.output(OutputStreamName.STDOUT), "out");
        Files.writeString(folder.output(OutputStreamName.STDERR), "err");
        spool.append(warning());
        delivery.end(new KidMessage.Exit("code=0\n", 3, 3));

        delivery.stored(new KidMessage.Stored(0, 0, 0));

        assertThat(kinds(all())).containsExactly("Start", "Record", "LogBytes", "LogBytes", "Exit");
        assertThat(delivery.isOwed()).isTrue();
    }

    @Test
    void whatMumHasIsNotSentAgain() throws IOException {
        Files.writeString(folder.output(OutputStreamName.STDOUT), "0123456789");
        spool.append(warning());

        delivery.stored(new KidMessage.Stored(1, 4, 0));

        var messages = all();
        assertThat(messages).hasSize(1);
        var log = (KidMessage.LogBytes) messages.get(0);
        assertThat(log.offset()).isEqualTo(4);
        assertThat(new String(log.bytes())).isEqualTo("456789");
    }

    @Test
    void aNewConnectionBeginsWithWhatMumHasStored() throws IOException {
        Files.writeString(folder.start(), "host=n1\n");
        spool.append(warning());
        delivery.stored(new KidMessage.Stored(0, 0, 0));
        all();

        delivery.disconnected();
        delivery.stored(new KidMessage.Stored(0, 0, 0));

        assertThat(kinds(all())).containsExactly("Start", "Record");
    }

    @Test
    void logsWaitWhileTooMuchIsOnItsWay() throws IOException {
        Files.write(folder.output(OutputStreamName.STDOUT), new byte[5 << 20]);
        delivery.stored(new KidMessage.Stored(0, 0, 0));

        assertThat(bytes(all())).isEqualTo(2 << 20);
        assertThat(all()).isEmpty();
        delivery.stored(new KidMessage.Stored(0, 1 << 20, 0));
        assertThat(bytes(all())).isEqualTo(1 << 20);
    }

    @Test
    void piecesFitIntoAFrame() throws IOException {
        Files.write(folder.output(OutputStreamName.STDERR), new byte[200_000]);
        delivery.stored(new KidMessage.Stored(0, 0, 0));

        assertThat(all()).hasSize(4).allMatch(message -> ((KidMessage.LogBytes) message).bytes().length <= 65_536);
    }

    @Test
    void exitWaitsUntilBothOutputsAreSent() throws IOException {
        delivery.end(new KidMessage.Exit("code=0\n", 3, 0));
        delivery.stored(new KidMessage.Stored(0, 0, 0));
        assertThat(all()).isEmpty();

        Files.writeString(folder.output(OutputStreamName.STDOUT), "out and more");

        assertThat(kinds(all())).containsExactly("LogBytes", "Exit");
    }

    @Test
    void nothingIsOwedWhenAllIsStored() throws IOException {
        Files.writeString(folder.output(OutputStreamName.STDOUT), "out");
        spool.append(warning());
        delivery.stored(new KidMessage.Stored(0, 0, 0));
        all();
        assertThat(delivery.isOwed()).isTrue();

        delivery.stored(new KidMessage.Stored(1, 3, 0));

        assertThat(delivery.isOwed()).isFalse();
    }

    private List<KidMessage> all() throws IOException {
        var messages = new ArrayList<KidMessage>();
        for (var message = delivery.next(); message.isPresent(); message = delivery.next()) {
            messages.add(message.get());
        }
        return messages;
    }

    private static List<String> kinds(List<KidMessage> messages) {
        return messages.stream()
                .map(message -> message.getClass().getSimpleName())
                .toList();
    }

    private static int bytes(List<KidMessage> messages) {
        return messages.stream()
                .mapToInt(message -> ((KidMessage.LogBytes) message).bytes().length)
                .sum();
    }

    private static Event warning() {
        return new Event.Warned(KEY, Instant.EPOCH, "careful");
    }
}
