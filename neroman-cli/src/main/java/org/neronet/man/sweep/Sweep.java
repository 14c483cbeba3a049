package org.neronet.man.sweep;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * The parameters of a block and the points at which it is run.
 *
 * @param names all parameters, those that are computed and {@code seed} included
 * @param varied those that tell points apart, for their names
 * @param needed those that expressions use
 * @param size how many combinations there are before any is left out
 * @param points in order, the last axis fastest; none when there are faults or too many
 */
public record Sweep(List<String> names, List<String> varied, Set<String> needed, BigInteger size, List<Point> points) {
    public Sweep {
        names = List.copyOf(names);
        varied = List.copyOf(varied);
        needed = Set.copyOf(needed);
        points = List.copyOf(points);
    }
}
