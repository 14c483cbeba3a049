/** A small JSON codec, so that the kid needs no library. */
package org.neronet.common.json;
