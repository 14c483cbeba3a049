/** A mum for the tests of the kid. */
package org.neronet.kid.testing;
