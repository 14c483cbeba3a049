/**
 * What neroman can do, behind one door: models in, models out, nothing printed. Fed by everything to its left; feeds cli, and
 * later a socket.
 */
package org.neronet.man.service;
