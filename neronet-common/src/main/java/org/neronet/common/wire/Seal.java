package org.neronet.common.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128-GCM for the frames of one direction of one connection. The nonce is a counter from 0 that both sides keep, so
 * a frame that is lost, repeated, swapped or changed cannot be opened. Owned by one thread.
 */
public final class Seal {
    private static final int TAG_BYTES = 16;

    private final SecretKeySpec key;
    private long counter;

    Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Encrypts the next frame's payload; 16 bytes longer. */
    public byte[] close(byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /**
     * Decrypts the next frame's payload.
     *
     * @throws IOException when it is not the next frame of this connection; the connection is of no more use then
     */
    public byte[] open(byte[] sealed) throws IOException {
        if (sealed.length < TAG_BYTES) {
            throw new IOException("a frame of " + sealed.length + " bytes is too short to be sealed");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE).doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("a frame that was tampered with or is out of order", e);
        }
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var nonce = ByteBuffer.allocate(12).putInt(0).putLong(counter++).array();
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        return cipher;
    }
}
