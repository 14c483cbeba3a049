/**
 * From selected experiments to attempts that mum has: code snapshots, the decision what to start, and the sending that can
 * be cut off anywhere and repeated. Fed by history; feeds mum.
 */
package org.neronet.man.submit;
