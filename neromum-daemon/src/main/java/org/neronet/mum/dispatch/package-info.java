/** Turns accepted plans into running jobs, once each, and decides how they ended. Fed by store and warden. */
package org.neronet.mum.dispatch;
