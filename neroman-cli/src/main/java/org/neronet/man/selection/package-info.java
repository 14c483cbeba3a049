/** What the user's words select: text to a tree, without looking at anything. Fed by the command line; feeds history. */
package org.neronet.man.selection;
