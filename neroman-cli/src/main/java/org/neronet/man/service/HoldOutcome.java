package org.neronet.man.service;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the wish to hold experiments or to release them, by id.
 *
 * @param asked it is carried out
 * @param already were as wished
 * @param running run, so that nothing can keep them from starting
 * @param ended had ended
 * @param never were never submitted
 * @param unknown mum does not know them
 */
public record HoldOutcome(
        List<Long> asked,
        List<Long> already,
        List<Long> running,
        List<Long> ended,
        List<Long> never,
        List<Long> unknown) {
    static HoldOutcome empty() {
        return new HoldOutcome(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }
}
