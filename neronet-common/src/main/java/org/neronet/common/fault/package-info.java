/** Faults that carry an exit code and a hint; fed by everyone. */
package org.neronet.common.fault;
