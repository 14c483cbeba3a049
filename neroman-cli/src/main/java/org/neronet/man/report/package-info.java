/**
 * What users and scripts see of experiments: models, and their forms as text, JSON and CSV. Everything here is a pure
 * function. Fed by history; feeds service and cli.
 */
package org.neronet.man.report;
