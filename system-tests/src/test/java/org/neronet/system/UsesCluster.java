package org.neronet.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/** For classes that use or watch the account's {@code ~/.neronet}, as all with {@link Lab#withCluster} do: one at a time. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the account's cluster side")
@interface UsesCluster {}
