/** Where kids report: the TCP port, and the files when there is no kid. Feeds the store and the dispatch. */
package org.neronet.mum.nursery;
