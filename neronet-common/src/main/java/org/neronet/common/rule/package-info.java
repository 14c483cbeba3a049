/**
 * The user's rules about a running attempt: read from what she wrote, judged over values, steps and times. Pure: time is
 * passed in. Fed by experiment, event; used by kid, mum and man.
 */
package org.neronet.common.rule;
