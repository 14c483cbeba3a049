package org.neronet.common.process;

import java.time.Instant;
import java.util.Optional;

/** A process by number and start time, so that a reused number is never mistaken for it. Valid on one host and boot. */
public record ProcessIdentity(long pid, long startMillis) {
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    public static Optional<ProcessIdentity> of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(millis -> new ProcessIdentity(pid, millis));
    }

    /** Whether that very process still runs; the clock tick of the kernel makes 20 ms of tolerance needed. */
    public boolean isAlive() {
        return of(pid).filter(now -> Math.abs(now.startMillis - startMillis) <= 20)
                .isPresent();
    }
}
