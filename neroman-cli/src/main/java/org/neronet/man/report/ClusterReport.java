package org.neronet.man.report;

import java.time.Instant;
import java.util.Optional;

/**
 * How a cluster was found.
 *
 * @param reachable whether it answered; empty when it was not asked
 * @param asOf when what is known of its experiments was true
 * @param queue the queue that its mum serves
 * @param host where its mum runs
 * @param error why it could not be asked
 */
public record ClusterReport(
        String name,
        String type,
        Optional<Boolean> reachable,
        Optional<Instant> asOf,
        Optional<String> queue,
        Optional<String> host,
        Optional<String> error) {}
