package org.neronet.common.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/**
 * How kid and mum prove to each other that they know the attempt's key, before either says anything else: hello (kid),
 * challenge (mum, with her proof), proof (kid). The proofs are HMAC-SHA256 over a role tag, both nonces, the version,
 * the attempt and mum's epoch, so that nothing can be mirrored, replayed or used for another attempt.
 */
public final class KidHandshake {
    /** Version of the kid-mum protocol. */
    public static final int PROTOCOL = 1;

    /** Kids of these versions are served: those of running jobs are as old as their start. */
    private static final Versions SERVED = Versions.upTo(PROTOCOL);

    /** Longest frame before authentication, bytes. */
    public static final int MAX_UNPROVEN = 1024;

    /** Longest frame after it, bytes. */
    public static final int MAX_PROVEN = 1 << 20;

    /** The word in a hello by which a kid says that it carries out orders; those before it did not. */
    private static final String ORDERS = "orders";

    private static final int NONCE = 32;

    private final byte[] key;
    private final byte[] hello;
    private final byte[] challenge;

    private KidHandshake(byte[] key, byte[] hello, byte[] challenge) {
        this.key = key;
        this.hello = hello;
        this.challenge = challenge;
    }

    /** What a kid sends first: a fresh nonce for this connection. */
    public static byte[] hello(AttemptKey attempt) {
        return bytes(JsonObject.of("v", PROTOCOL)
                .with("key", attempt.toJson())
                .with("nonce", nonce())
                .with(ORDERS, true));
    }

    /** Whether the kid that said this hello carries out {@link KidMessage.Order}s. */
    public static boolean takesOrders(byte[] hello) throws IOException {
        try {
            var json = Json.parseObject(new String(hello, StandardCharsets.UTF_8));
            return json.has(ORDERS) && json.bool(ORDERS);
        } catch (JsonException e) {
            throw new IOException("not a kid's hello", e);
        }
    }

    /** For whom a hello is. */
    public static AttemptKey attemptOf(byte[] hello) throws IOException {
        try {
            var json = Json.parseObject(new String(hello, StandardCharsets.UTF_8));
            if (!SERVED.contains(json.integer("v"))) {
                throw new IOException("a kid of protocol " + json.integer("v") + ", this mum speaks " + SERVED
                        + "; what it reports is read from its files");
            }
            if (json.string("nonce").length() != 2 * NONCE) {
                throw new IOException("a kid's hello with a nonce of the wrong length");
            }
            return AttemptKey.fromJson(json.object("key"));
        } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("not a kid's hello", e);
        }
    }

    /** Mum's side: the exchange that a kid's hello begins. */
    public static KidHandshake answer(byte[] key, byte[] hello, long epoch) {
        return new KidHandshake(
                key, hello, bytes(JsonObject.of("nonce", nonce()).with("epoch", epoch)));
    }

    /** The frame by which mum answers: 32 bytes of proof, then the challenge. */
    public byte[] challenge() {
        return concat(proof("mum"), challenge);
    }

    /**
     * Kid's side: checks mum's answer.
     *
     * @throws IOException when she does not know the key: somebody else listens there
     */
    public static KidHandshake check(byte[] key, byte[] hello, byte[] answer) throws IOException {
        if (answer.length <= 32) {
            throw new IOException("not an answer of mum");
        }
        var handshake = new KidHandshake(key, hello, Arrays.copyOfRange(answer, 32, answer.length));
        if (!MessageDigest.isEqual(handshake.proof("mum"), Arrays.copyOf(answer, 32))) {
            throw new IOException("whoever listens there does not know this attempt's key");
        }
        return handshake;
    }

    /** The frame by which a kid proves itself. */
    public byte[] kidProof() {
        return proof("kid");
    }

    /** Mum's check of it, in constant time. */
    public boolean isKid(byte[] proof) {
        return MessageDigest.isEqual(proof("kid"), proof);
    }

    /** What seals the frames from kid to mum. */
    public Seal kidToMum() {
        return new Seal(Arrays.copyOf(proof("kid-to-mum key"), 16));
    }

    /** What seals the frames from mum to kid. */
    public Seal mumToKid() {
        return new Seal(Arrays.copyOf(proof("mum-to-kid key"), 16));
    }

    /** An attempt's key, derived from mum's master key so that she need not store it. */
    public static byte[] attemptKey(byte[] master, AttemptKey attempt) {
        return hmac(master, attempt.toJson().toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] proof(String role) {
        var tag = role.getBytes(StandardCharsets.UTF_8);
        var lengths =
                ByteBuffer.allocate(12).putInt(tag.length).putInt(hello.length).putInt(challenge.length);
        return hmac(key, concat(lengths.array(), tag, hello, challenge));
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String nonce() {
        var bytes = new byte[NONCE];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(JsonObject json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var all = ByteBuffer.allocate(length);
        for (var part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
