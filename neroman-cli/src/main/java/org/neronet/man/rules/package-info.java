/**
 * What a user wrote to be watched, told and drawn: conditions, stop rules, notices, plots and output processors, checked before
 * anything is sent. Fed by config; feeds spec.
 */
package org.neronet.man.rules;
