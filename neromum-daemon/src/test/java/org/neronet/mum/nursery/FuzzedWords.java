package org.neronet.mum.nursery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.mum.store.Plans;

/** What strangers, and kids that went wrong, may say; each of the ways either must be refused or changes nothing. */
final class FuzzedWords {
    /** One way; answers whether it must have been refused by now. */
    interface Way {
        boolean go(Random random, FuzzLine line) throws IOException;
    }

    private static final KidMessage START = new KidMessage.Start("host=n1\ntime=1700000000\n");

    private final AttemptKey own;
    private final AttemptKey other;
    private final byte[] key;
    private final List<Way> ways = List.of(
            this::noise,
            this::noise,
            this::spoiltHello,
            this::spoiltHello,
            this::wrongProof,
            this::oversize,
            this::spoiltFrame,
            this::cutFrame,
            this::doubledFrame,
            this::swappedFrames,
            this::frameOfAnotherConnection,
            this::notAMessage,
            this::wordsOfMum,
            this::wordsOfAnotherAttempt);

    /** @param key of {@code own}, whose kid the fuzzer is when it proves itself */
    FuzzedWords(AttemptKey own, AttemptKey other, byte[] key) {
        this.own = own;
        this.other = other;
        this.key = key;
    }

    List<Way> ways() {
        return ways;
    }

    private boolean noise(Random random, FuzzLine line) throws IOException {
        for (int pieces = 1 + random.nextInt(4); pieces > 0; pieces--) {
            var bytes = bytes(random, random.nextInt(200));
            if (random.nextBoolean()) {
                line.sayRaw(bytes);
            } else {
                line.say(bytes);
            }
        }
        return false;
    }

    private boolean spoiltHello(Random random, FuzzLine line) throws IOException {
        line.say(spoilt(KidHandshake.hello(own), random));
        line.say(bytes(random, 32));
        return true;
    }

    private boolean wrongProof(Random random, FuzzLine line) throws IOException {
        var hello = KidHandshake.hello(own);
        line.say(hello);
        var challenge = line.hear();
        var proof = KidHandshake.check(key, hello, challenge).kidProof();
        line.say(
                switch (random.nextInt(4)) {
                    case 0 -> spoilt(proof, random);
                    case 1 -> Arrays.copyOf(challenge, 32);
                    case 2 -> KidHandshake.answer(key, hello, 1).kidProof();
                    default -> Arrays.copyOf(proof, random.nextInt(32));
                });
        return true;
    }

    private boolean oversize(Random random, FuzzLine line) throws IOException {
        boolean proven = random.nextBoolean();
        if (proven) {
            line.prove(own, key);
        }
        int most = proven ? KidHandshake.MAX_PROVEN : KidHandshake.MAX_UNPROVEN;
        int length = random.nextBoolean() ? most + 1 + random.nextInt(1000) : random.nextInt() | 1 << 31;
        line.sayRaw(ByteBuffer.allocate(4).putInt(length).array());
        return true;
    }

    private boolean spoiltFrame(Random random, FuzzLine line) throws IOException {
        line.say(spoilt(line.prove(own, key).kidToMum().close(warning(own)), random));
        return true;
    }

    private boolean cutFrame(Random random, FuzzLine line) throws IOException {
        var sealed = line.prove(own, key).kidToMum().close(warning(own));
        line.say(Arrays.copyOf(sealed, random.nextInt(sealed.length)));
        return true;
    }

    private boolean doubledFrame(Random random, FuzzLine line) throws IOException {
        var sealed = line.prove(own, key).kidToMum().close(KidMessage.write(START));
        line.say(sealed);
        line.say(sealed);
        return true;
    }

    private boolean swappedFrames(Random random, FuzzLine line) throws IOException {
        var seal = line.prove(own, key).kidToMum();
        seal.close(warning(own));
        line.say(seal.close(warning(own)));
        return true;
    }

    private boolean frameOfAnotherConnection(Random random, FuzzLine line) throws IOException {
        var sealed = line.prove(own, key).kidToMum().close(warning(own));
        line.hangUp();
        line.prove(own, key);
        line.say(sealed);
        return true;
    }

    private boolean notAMessage(Random random, FuzzLine line) throws IOException {
        var plain = random.nextBoolean()
                ? bytes(random, random.nextInt(100))
                : ("{\"" + random.nextInt() + "\":1}").getBytes();
        line.say(line.prove(own, key).kidToMum().close(plain));
        return true;
    }

    private boolean wordsOfMum(Random random, FuzzLine line) throws IOException {
        var message = switch (random.nextInt(3)) {
            case 0 -> new KidMessage.Goodbye();
            case 1 -> new KidMessage.Stored(random.nextLong(), 0, 0);
            default -> new KidMessage.Order(new Event.RuleFired(other, Plans.NOW, "r", "kill", "forged"));
        };
        line.say(line.prove(own, key).kidToMum().close(KidMessage.write(message)));
        return true;
    }

    private boolean wordsOfAnotherAttempt(Random random, FuzzLine line) throws IOException {
        var event = switch (random.nextInt(4)) {
            case 0 -> new Event.Warned(other, Plans.NOW, "x".repeat(random.nextInt(100)));
            case 1 -> new Event.Metrics(other, Plans.NOW, MetricSource.STDOUT, List.of(new MetricSample("a", 1, 1, 1)));
            case 2 -> new Event.TerminationAsked(random.nextBoolean() ? own : other, Plans.NOW);
            default -> new Event.Ended(own, Plans.NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "a kid");
        };
        line.say(line.prove(own, key).kidToMum().close(KidMessage.write(new KidMessage.Record(1, event))));
        return true;
    }

    private static byte[] warning(AttemptKey attempt) {
        return KidMessage.write(new KidMessage.Record(1, new Event.Warned(attempt, Plans.NOW, "forged")));
    }

    /** A few bytes changed, taken out or put in; never as it was. */
    static byte[] spoilt(byte[] bytes, Random random) {
        var changed = bytes.clone();
        do {
            int at = random.nextInt(Math.max(1, changed.length));
            changed = switch (changed.length == 0 ? 2 : random.nextInt(3)) {
                case 0 -> {
                    changed[at] ^= (byte) (1 << random.nextInt(8));
                    yield changed;
                }
                case 1 -> without(changed, at);
                default -> with(changed, at, (byte) random.nextInt());
            };
        } while (random.nextInt(3) > 0 || Arrays.equals(changed, bytes));
        return changed;
    }

    private static byte[] without(byte[] bytes, int at) {
        var shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, bytes.length - 1 - at);
        return shorter;
    }

    private static byte[] with(byte[] bytes, int at, byte more) {
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        longer[at] = more;
        return longer;
    }

    private static byte[] bytes(Random random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
