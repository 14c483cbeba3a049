package org.neronet.mum.nursery;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A kid of protocol 1 that shares no code with today's: it stands for those that are beside running programs. */
final class OldKid implements Closeable {
    private static final int LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final byte[] key;
    private final byte[] hello;
    private final byte[] challenge;
    private long said;
    private long heard;

    OldKid(int port, byte[] key, String attempt) throws IOException, GeneralSecurityException {
        this.key = key;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        hello = bytes("{\"v\":1,\"key\":" + attempt + ",\"nonce\":\"" + "5a".repeat(32) + "\"}");
        send(hello);
        var answer = receive();
        challenge = Arrays.copyOfRange(answer, 32, answer.length);
        if (!Arrays.equals(proof("mum"), Arrays.copyOf(answer, 32))) {
            throw new IOException("not mum");
        }
        send(proof("kid"));
    }

    void say(String message) throws IOException, GeneralSecurityException {
        send(cipher(Cipher.ENCRYPT_MODE, "kid-to-mum key", said++).doFinal(bytes(message)));
    }

    String hear() throws IOException, GeneralSecurityException {
        var plain = cipher(Cipher.DECRYPT_MODE, "mum-to-kid key", heard++).doFinal(receive());
        return new String(plain, StandardCharsets.UTF_8);
    }

    /** All bytes that it sent so far, as anybody on the network sees them. */
    String onTheNetwork() {
        return sent.toString(StandardCharsets.ISO_8859_1);
    }

    private Cipher cipher(int mode, String role, long counter) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var nonce = ByteBuffer.allocate(12).putInt(0).putLong(counter).array();
        var session = new SecretKeySpec(Arrays.copyOf(proof(role), 16), "AES");
        cipher.init(mode, session, new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private byte[] proof(String role) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update(ByteBuffer.allocate(12)
                .putInt(role.length())
                .putInt(hello.length)
                .putInt(challenge.length)
                .array());
        mac.update(bytes(role));
        mac.update(hello);
        return mac.doFinal(challenge);
    }

    private void send(byte[] payload) throws IOException {
        sent.write(payload);
        var out = new DataOutputStream(socket.getOutputStream());
        out.write(ByteBuffer.allocate(4 + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array());
    }

    private byte[] receive() throws IOException {
        var payload = new byte[in.readInt()];
        in.readFully(payload);
        return payload;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
