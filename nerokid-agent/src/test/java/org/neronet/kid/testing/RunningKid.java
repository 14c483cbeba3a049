package org.neronet.kid.testing;

import java.time.Duration;
import org.neronet.common.testing.Await;

/** A kid in a thread of its own, which can be killed in the sense that it says and writes nothing more. */
public final class RunningKid implements AutoCloseable {
    /** What the thread does until it is interrupted or done. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Thread thread;
    private volatile String fault = "";

    public RunningKid(Body body) {
        thread = new Thread(() -> run(body), "kid-under-test");
        thread.start();
    }

    private void run(Body body) {
        try {
            body.run();
        } catch (Exception e) {
            fault = e.toString();
        }
    }

    public boolean isGone() {
        return !thread.isAlive();
    }

    public String fault() {
        return fault;
    }

    public void awaitGone() {
        Await.until(LIMIT, () -> "the kid is still there; " + fault, this::isGone);
    }

    @Override
    public void close() {
        thread.interrupt();
        awaitGone();
    }
}
