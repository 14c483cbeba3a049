/** The user's own files: home, clusters and preferences, and the strict YAML reading that all of them share. */
package org.neronet.man.config;
