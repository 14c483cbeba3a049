/** From {@code parameters:} and {@code sweep:} to the points that are run. Fed by config; feeds spec. */
package org.neronet.man.sweep;
