package org.neronet.man.link;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** A command on a channel of a MINA session. */
record MinaProcess(ChannelExec channel) implements RemoteProcess {
    private static final long STEP_MILLIS = 500;

    @Override
    public OutputStream in() {
        return channel.getInvertedIn();
    }

    @Override
    public InputStream out() {
        return channel.getInvertedOut();
    }

    @Override
    public InputStream err() {
        return channel.getInvertedErr();
    }

    @Override
    public int waitFor() throws InterruptedException {
        while (!channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), STEP_MILLIS)
                .contains(ClientChannelEvent.CLOSED)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        var status = channel.getExitStatus();
        return status == null ? -1 : status;
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
