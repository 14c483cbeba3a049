package org.neronet.common.batch;

import java.nio.file.Path;
import org.neronet.common.experiment.AttemptPlan;

/**
 * What a scheduler is told of a batch.
 *
 * @param token marks it as mum's
 * @param folder of the batch on the cluster
 * @param size how many experiments it holds
 * @param first resources and scheduler words are taken from this plan; they are equal in all
 */
public record JobArray(String token, Path folder, int size, AttemptPlan first) {}
