/** The program neromum: the bridge that neroman attaches by, and the daemon behind it. Wires all packages below. */
package org.neronet.mum;
