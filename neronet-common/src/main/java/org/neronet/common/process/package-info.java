/** Running other programs and telling processes apart. */
package org.neronet.common.process;
