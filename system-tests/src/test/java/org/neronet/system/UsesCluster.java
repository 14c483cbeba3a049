package org.neronet.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/** For classes with {@link Lab#withCluster}: one at a time, because each needs the account's {@code ~/.neronet} for itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the account's cluster side")
@interface UsesCluster {}
