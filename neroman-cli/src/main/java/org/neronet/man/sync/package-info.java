/** Brings the history up to date: events since the cursor, whoever slept meanwhile. Fed by mum; feeds history. */
package org.neronet.man.sync;
