/** Talking to schedulers; each one is a {@link org.neronet.mum.warden.Warden}. Fed by dispatch. */
package org.neronet.mum.warden;
