package org.neronet.mum.warden;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This host's addresses in private networks, where the compute nodes of a cluster usually are. */
final class InnerAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(InnerAddresses.class);
    private static final int MOST = 3;
    private static final List<String> NONE = List.of("127.0.0.1");

    private InnerAddresses() {}

    /** At most three; loopback alone where there is none, so that mum never listens on a public address unasked. */
    static List<String> here() {
        try {
            var found = NetworkInterface.networkInterfaces()
                    .filter(InnerAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .limit(MOST)
                    .toList();
            return found.isEmpty() ? NONE : found;
        } catch (SocketException e) {
            LOG.warn("this host's addresses cannot be read, so only kids on it are heard", e);
            return NONE;
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            LOG.debug("{} is passed over", network.getName(), e);
            return false;
        }
    }
}
