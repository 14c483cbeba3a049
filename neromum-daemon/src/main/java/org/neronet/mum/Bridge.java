package org.neronet.mum;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import org.neronet.mum.gate.SocketStreams;

/** Copies bytes between neroman's pipe and the daemon's socket until the daemon hangs up. */
final class Bridge {
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final OutputStream out;
    private final SocketChannel daemon;

    Bridge(InputStream in, OutputStream out, SocketChannel daemon) {
        this.in = in;
        this.out = out;
        this.daemon = daemon;
    }

    /** Runs until the end; when neroman says no more, the daemon's last answers still pass. */
    void run() throws IOException {
        var upward = new Thread(this::carryRequests, "bridge-requests");
        upward.setDaemon(true);
        upward.start();
        copy(SocketStreams.in(daemon), out);
    }

    private void carryRequests() {
        try {
            copy(in, SocketStreams.out(daemon));
            daemon.shutdownOutput();
        } catch (IOException e) {
            hangUp(e);
        }
    }

    private void hangUp(IOException cause) {
        try (daemon) {
            System.err.println("neromum: the connection ends: " + cause.getMessage());
        } catch (IOException e) {
            System.err.println("neromum: " + e.getMessage());
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER];
        for (int n; (n = from.read(buffer)) >= 0; ) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }
}
