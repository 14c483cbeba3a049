/**
 * Following what an attempt writes, while it writes it: its output, the file of its reports, and the files that it makes.
 * Used by the kid, and by mum where there is none.
 */
package org.neronet.common.follow;
