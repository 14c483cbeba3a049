package org.neronet.man.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.man.submit.MumDoor;

/**
 * The way to one cluster's mum for a submit, which survives a lost connection: what was under way is asked again over a new
 * one. All that a submit asks may be asked twice. A laptop that sleeps in the middle of an upload goes on when it wakes.
 */
final class PatientDoor implements MumDoor {
    /** Networks that come back within a minute cost nothing but the time. */
    private static final Pauses PAUSES = Pauses.ofSeconds(1, 5, 10, 20);

    private static final int TRIES = 5;

    private final String cluster;
    private final Mums mums;
    private final Workspace workspace;

    PatientDoor(String cluster, Mums mums, Workspace workspace) {
        this.cluster = cluster;
        this.mums = mums;
        this.workspace = workspace;
    }

    /** A step that may be done again. */
    private interface Step<T> {
        T over(MumLine line) throws IOException;
    }

    @Override
    public JsonObject call(Call call, JsonObject fields, Duration limit) {
        try {
            return persist(line -> line.call(call, fields, limit));
        } catch (IOException e) {
            throw new UncheckedIOException("a call reads no files", e);
        }
    }

    @Override
    public void putBlob(String sha256, Path file, LongConsumer progress) throws IOException {
        persist(line -> {
            line.putBlob(sha256, file, progress);
            return true;
        });
    }

    private <T> T persist(Step<T> step) throws IOException {
        for (int failures = 0; ; failures++) {
            try {
                return step.over(mums.line(cluster));
            } catch (NeronetException e) {
                if (failures == TRIES || !isWorthAnother(e)) {
                    throw e;
                }
                var pause = PAUSES.after(failures);
                workspace
                        .notices()
                        .accept(cluster + ": " + e.getMessage() + "; trying again in " + pause.toSeconds() + " s");
                workspace.pause().accept(pause);
            }
        }
    }

    /** A mum who answers that something is wrong will say so again. */
    private boolean isWorthAnother(NeronetException e) {
        return e.code() == ExitCode.CONNECTION && !e.isLasting() && !mums.isOpen(cluster);
    }
}
