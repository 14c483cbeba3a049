package org.neronet.man.service;

import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Cluster;

/** Opens conversations, starting mum where there is none. */
@FunctionalInterface
public interface MumOpener {
    /** @throws NeronetException (connection, or what mum's fault says) with what to type next */
    MumLine open(Cluster cluster);
}
