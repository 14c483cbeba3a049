/** Where neromans come in: the Unix socket and the requests. */
package org.neronet.mum.gate;
