/** What is handed to a scheduler and to the parent script, as text: mum sends it, and neroman shows it before. */
package org.neronet.common.batch;
