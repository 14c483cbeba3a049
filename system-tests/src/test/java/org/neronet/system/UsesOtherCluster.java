package org.neronet.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * As {@link UsesCluster}, for classes with {@link Lab#withOtherCluster}: one at a time, beside one of those. Tests that
 * disturb the servers say both, so that they are alone.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the other account's cluster side")
@interface UsesOtherCluster {}
