package org.neronet.common.experiment;

import java.nio.file.Path;

/** The names inside one attempt's folder: the meeting place of mum, parent and kid. */
public record AttemptFolder(Path root) {
    /** Where the program runs; the code snapshot is laid out here. */
    public Path work() {
        return root.resolve("work");
    }

    /** A {@code set --} line with the program's words, sourced by the parent. */
    public Path argv() {
        return root.resolve("argv.sh");
    }

    /** Exports, umask and setup lines, sourced by the parent just before the program. */
    public Path environment() {
        return root.resolve("env.sh");
    }

    /** The kid's key as 64 hexadecimal digits, 0600. */
    public Path key() {
        return root.resolve("key");
    }

    /** What the kid must know, as JSON: {@link KidOrders}. */
    public Path orders() {
        return root.resolve("kid.json");
    }

    /** Made by {@code ln}; who has it runs the program. */
    public Path claim() {
        return root.resolve("claim");
    }

    public Path start() {
        return root.resolve("start");
    }

    public Path exit() {
        return root.resolve("exit");
    }

    public Path output(OutputStreamName stream) {
        return root.resolve(stream.file());
    }

    /** To which the program may append metrics, one line each: {@code $NERONET_METRICS}. */
    public Path metrics() {
        return root.resolve("metrics");
    }

    /** Exists once the program is asked to stop by itself: {@code $NERONET_STOP_FILE}. */
    public Path stopFile() {
        return root.resolve("stop");
    }

    /** The {@code RuleFired} event, as JSON, by which a kid ends the program: it is there before the first signal. */
    public Path stopping() {
        return root.resolve("stopping");
    }

    /** Made before {@link #stopping} and gone before the first TERM: while both exist, none was sent. */
    public Path unasked() {
        return root.resolve("unasked");
    }

    /** The experiment's parameters as JSON: {@code $NERONET_PARAMS}. */
    public Path parameters() {
        return root.resolve("params.json");
    }

    /** The kid's records until mum has them. */
    public Path spool() {
        return root.resolve("kid.spool");
    }

    /** Lines for the user's warnings, left by the scripts on the node; absent when there is nothing to say. */
    public Path notes() {
        return root.resolve("notes");
    }

    /** One line that says why the program was not started, when it was not; absent otherwise. */
    public Path refused() {
        return root.resolve("refused");
    }

    /** Made when mum has everything of this attempt, or will read it herself: a kid that sees it leaves. */
    public Path settled() {
        return root.resolve("settled");
    }
}
