/** Who defines and submits experiments, where, and from which commit. Feeds history. */
package org.neronet.man.provenance;
