/** Samples and fakes that the tests of several packages use. */
package org.neronet.man.testing;
