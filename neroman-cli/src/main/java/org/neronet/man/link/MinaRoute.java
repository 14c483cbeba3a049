package org.neronet.man.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;

/** How a client gets its TCP connection to a host. */
@FunctionalInterface
interface MinaRoute {
    /** Longest time for a TCP connection. */
    Duration CONNECT = Duration.ofSeconds(15);

    /** @throws org.neronet.common.fault.NeronetException (connection) when there is no way */
    ClientSession connect(SshClient client, MinaTarget target);

    /** Straight over the network. */
    static ClientSession direct(SshClient client, MinaTarget target) {
        var config = target.config();
        try {
            var address = new InetSocketAddress(InetAddress.getByName(config.hostName()), config.port());
            return client.connect(config.user(), address).verify(CONNECT).getSession();
        } catch (UnknownHostException e) {
            throw target.faults().noSuchHost(e);
        } catch (IOException e) {
            throw MinaFaults.ofConnect(e, target.faults());
        }
    }
}
