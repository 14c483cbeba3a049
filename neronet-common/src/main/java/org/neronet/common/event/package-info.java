/** What happened, and the state that follows from it. */
package org.neronet.common.event;
