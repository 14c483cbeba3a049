package org.neronet.man.service;

import org.neronet.common.wire.ClusterNodes;

/**
 * What a cluster is made of.
 *
 * @param queue such as {@code slurm-triton}
 * @param host where mum is
 * @param running the user's experiments that run
 * @param waiting those that wait, in mum's queue or the scheduler's
 */
public record NodesReport(String cluster, String queue, String host, long running, long waiting, ClusterNodes nodes) {}
