package org.neronet.man.report;

import java.util.Optional;

/**
 * Something that two sides do not have alike.
 *
 * @param what such as {@code lr} or {@code git commit}
 * @param before empty when that side does not have it
 * @param after empty when that side does not have it
 */
public record Difference(String what, Optional<String> before, Optional<String> after) {}
