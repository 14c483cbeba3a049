package org.neronet.man.service;

import java.util.List;

/**
 * What became of asking for the end of experiments, by id.
 *
 * @param asked will end
 * @param ended had ended
 * @param never were never submitted
 * @param unknown mum does not know them
 */
public record TerminateOutcome(List<Long> asked, List<Long> ended, List<Long> never, List<Long> unknown) {}
