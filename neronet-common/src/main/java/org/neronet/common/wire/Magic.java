package org.neronet.common.wire;

/** The lines by which both ends find each other behind login banners and the noise of shell start-up files. */
public final class Magic {
    /** Version of the man-mum protocol. */
    public static final int PROTOCOL = 1;

    /** What is spoken with an older or newer other side; any other is refused with both versions named. */
    public static final Versions SPOKEN = Versions.upTo(PROTOCOL);

    /** Printed by {@code neromum attach} when the daemon is connected; frames follow at once. */
    public static final String READY = "NERONET-MUM-READY";

    /** Printed by the bootstrap when the jars are not there yet. */
    public static final String MISSING = "NERONET-MUM-MISSING";

    /** Printed, with an {@link Owner} as JSON behind it, when mum runs on another host. */
    public static final String OWNER = "NERONET-MUM-OWNER";

    /** Printed, with a {@code Fault} as JSON behind it, when attaching is not possible. */
    public static final String FAULT = "NERONET-MUM-FAULT";

    /** Printed, with one line for people behind it, while mum is on her way and the other end should wait on. */
    public static final String WAIT = "NERONET-MUM-WAIT";

    /** Longest noise skipped before the magic line, bytes. */
    public static final int MAX_NOISE = 1 << 20;

    private Magic() {}
}
