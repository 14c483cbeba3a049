/** Turns {@code config.yaml} into experiments, or into all of its faults at once. Fed by the user; feeds history. */
package org.neronet.man.spec;
