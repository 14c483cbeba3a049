/**
 * The way from this machine to mum: links that run commands there, the bootstrap that puts mum there, and the connection
 * that asks her. Fed by {@code config}; feeds {@code submit} and {@code sync}.
 */
package org.neronet.man.link;
