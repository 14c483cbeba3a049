package org.neronet.mum.gate;

import java.util.function.BooleanSupplier;
import org.neronet.mum.store.Workdir;

/**
 * What a connection's hello established.
 *
 * @param home id of the neroman's home
 * @param workdir where what it submits will live
 * @param leaving turns true when the connection ends: waits are to be cut short
 * @param version of the protocol that both speak
 */
public record Session(String home, Workdir workdir, BooleanSupplier leaving, int version) {}
