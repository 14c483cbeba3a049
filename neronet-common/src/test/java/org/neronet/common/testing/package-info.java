/** What the tests of every module share; published in the test jar. */
package org.neronet.common.testing;
