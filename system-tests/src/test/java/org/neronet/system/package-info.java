/** Whole processes against real servers: the jars as users run them, by the harness of {@link org.neronet.system.Lab}. */
package org.neronet.system;
