package org.neronet.mum.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Streams over a socket that one thread reads while another writes; those of {@code java.nio.channels.Channels} take
 * the same lock for both and so wait for each other for ever.
 */
public final class SocketStreams {
    private SocketStreams() {}

    public static InputStream in(SocketChannel channel) {
        return new In(channel);
    }

    public static OutputStream out(SocketChannel channel) {
        return new Out(channel);
    }

    private static final class In extends InputStream {
        private final SocketChannel channel;

        In(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, from, length));
        }
    }

    private static final class Out extends OutputStream {
        private final SocketChannel channel;

        Out(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            var buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
