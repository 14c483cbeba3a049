package org.neronet.system;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.wire.Endpoint;

/** A stranger at mum's kid port. */
record KidPortProbe(Endpoint endpoint) {
    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * Says things one after the other; how many bytes came back after each, until mum closed.
     *
     * @throws AssertionError when she does not close after the last one
     */
    List<Integer> say(byte[]... sendings) throws IOException {
        var answers = new ArrayList<Integer>();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.addresses().get(0), endpoint.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < sendings.length; i++) {
                socket.getOutputStream().write(sendings[i]);
                boolean last = i == sendings.length - 1;
                answers.add(
                        last
                                ? socket.getInputStream().readNBytes(4096).length
                                : socket.getInputStream().read(new byte[4096]));
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("mum keeps the connection open after " + answers, e);
        } catch (SocketException e) {
            // A reset is an end as well.
            answers.add(0);
        }
        return answers;
    }
}
