package org.neronet.mum.warden;

/** What a scheduler says of a job that it took once, when it is asked for that one because its list does not show it. */
public enum Recall {
    /** It gives no answer that allows a conclusion. */
    SILENT,
    /** It has it after all, so that the list was cut. */
    LISTED,
    /** It cannot have ended or been cancelled: the scheduler lost its memory of it. */
    FORGOTTEN,
    /** It is not there any more, and nobody can say whether it was cancelled or forgotten. */
    GONE
}
