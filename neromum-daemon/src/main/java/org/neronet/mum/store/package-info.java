/** What mum knows and never forgets: the journal and the state that follows from it. Fed by everyone in mum. */
package org.neronet.mum.store;
