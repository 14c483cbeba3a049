package org.neronet.common.wire;

/**
 * The requests from man to mum. A request is {@code {"id":N,"call":NAME,…}}; its reply is
 * {@code {"id":N,"ok":true,…}} or {@code {"id":N,"ok":false,"fault":{…}}}, after any {@link Frame.Chunk}s of that id.
 * Requests run side by side; a call with {@code wait_ms} is answered when there is news or the time is over, which is
 * how events are pushed. The fields are listed in docs/architecture.md.
 */
public enum Call {
    /** First on every connection: version, home, cluster settings; answers who mum is. */
    HELLO,
    /** Which of some digests mum has not got. */
    BLOBS_MISSING,
    /** One blob, announced here and sent as chunks of the same id. */
    BLOB_PUT,
    /** Plans to run; those already known are left alone. */
    SUBMIT,
    /** Events since a cursor. */
    EVENTS,
    /** Bytes of an attempt's output from an offset. */
    LOG_READ,
    /** Ask for the end of attempts. */
    TERMINATE,
    /** Keep attempts from starting. */
    HOLD,
    /** Let held attempts start. */
    RELEASE,
    /** The files an ended attempt made. */
    RESULTS_LIST,
    /** One of these files. */
    RESULTS_GET,
    /** What the scheduler would say to plans; nothing is submitted. */
    TRY,
    /** The cluster's partitions, nodes and disks. */
    NODES,
    /** How mum is. */
    STATUS,
    /** Leave; jobs go on. */
    SHUTDOWN
}
