/** The command line: parses words, asks the service, prints. Fed by the user; nothing imports it. */
package org.neronet.man.cli;
