package org.neronet.kid.run;

import java.io.IOException;

/** One attempt by a kid of its own, which leaves when the parent would no longer wait for it. */
record SingleWatch(AttemptWatch attempt) implements Duty {
    @Override
    public boolean tick() {
        return attempt.tick();
    }

    @Override
    public boolean isOver() {
        return attempt.isOver() || attempt.isVain() || attempt.isOverdue();
    }

    @Override
    public void close() throws IOException {
        attempt.close();
    }
}
