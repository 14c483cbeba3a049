package org.neronet.man.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** An ssh-agent that holds some keys, or answers everything with a failure when it holds none. */
final class FakeAgent implements AutoCloseable {
    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final List<KeyPair> keys;

    FakeAgent(Path socket, KeyPair... keys) throws IOException {
        this.keys = List.of(keys);
        server.bind(UnixDomainSocketAddress.of(socket));
        var thread = new Thread(this::serve, "fake-agent");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (server.isOpen()) {
            try (var client = server.accept();
                    var in = new DataInputStream(Channels.newInputStream(client));
                    var out = new DataOutputStream(Channels.newOutputStream(client))) {
                for (int length = in.readInt(); ; length = in.readInt()) {
                    var answer = answer(new ByteArrayBuffer(in.readNBytes(length)));
                    out.writeInt(answer.available());
                    out.write(answer.getCompactData());
                }
            } catch (Exception e) {
                // The client left, or the test is over.
                continue;
            }
        }
    }

    private Buffer answer(Buffer request) throws Exception {
        var answer = new ByteArrayBuffer();
        int kind = request.getUByte();
        if (kind == 11 && !keys.isEmpty()) {
            answer.putByte((byte) 12);
            answer.putInt(keys.size());
            for (var key : keys) {
                answer.putPublicKey(key.getPublic());
                answer.putString("comment of " + KeyUtils.getKeyType(key));
            }
        } else if (kind == 13) {
            answer.putByte((byte) 14);
            answer.putBytes(sign(request));
        } else {
            answer.putByte((byte) 5);
        }
        return answer;
    }

    private byte[] sign(Buffer request) throws Exception {
        var wanted = request.getPublicKey();
        var pair = keys.stream()
                .filter(key -> KeyUtils.compareKeys(key.getPublic(), wanted))
                .findFirst()
                .orElseThrow();
        var signature = BuiltinSignatures.ed25519.create();
        signature.initSigner(null, pair.getPrivate());
        signature.update(null, request.getBytes());
        var signed = new ByteArrayBuffer();
        signed.putString("ssh-ed25519");
        signed.putBytes(signature.sign(null));
        return signed.getCompactData();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
