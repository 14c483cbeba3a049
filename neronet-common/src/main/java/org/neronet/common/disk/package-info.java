/** Files that survive crashes and stay private. */
package org.neronet.common.disk;
