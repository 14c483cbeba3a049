/** The vocabulary: what an attempt is and what it needs. */
package org.neronet.common.experiment;
