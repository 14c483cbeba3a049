/**
 * What was defined, what was tried, and what became of it, in one SQLite file. Fed by spec, submit and sync; feeds
 * everything that shows.
 */
package org.neronet.man.history;
