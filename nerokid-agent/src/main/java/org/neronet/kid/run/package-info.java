/** The kid's process: its commands, its one loop, the attempts it hosts. Wires {@code read} and {@code report}. */
package org.neronet.kid.run;
