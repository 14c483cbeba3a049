package org.neronet.man.service;

import java.util.List;

/**
 * What became of taking experiments out of the lists, by id.
 *
 * @param left those that another neroman started or deleted at the same moment
 */
public record Deletion(List<Long> deleted, List<Long> left) {
    public Deletion {
        deleted = List.copyOf(deleted);
        left = List.copyOf(left);
    }
}
