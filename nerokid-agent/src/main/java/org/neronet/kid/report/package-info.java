/** Records on disk and their way to mum. Fed by {@code read}; feeds mum. */
package org.neronet.kid.report;
