package org.neronet.man.service;

import java.util.List;

/**
 * Where experiments are to go.
 *
 * @param name of a cluster or a group
 * @param members the clusters of which each experiment goes to one
 * @param group whether they are to be divided
 */
public record Place(String name, List<String> members, boolean group) {
    public Place {
        members = List.copyOf(members);
    }

    /** One cluster. */
    public static Place cluster(String name) {
        return new Place(name, List.of(name), false);
    }
}
