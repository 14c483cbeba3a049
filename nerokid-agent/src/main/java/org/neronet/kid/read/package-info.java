/** What there is to know about an attempt: output, metrics, surroundings. Fed by files; feeds {@code report}. */
package org.neronet.kid.read;
