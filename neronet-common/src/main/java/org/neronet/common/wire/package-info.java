/** The two wires: man to mum over SSH, kid to mum over TCP. */
package org.neronet.common.wire;
