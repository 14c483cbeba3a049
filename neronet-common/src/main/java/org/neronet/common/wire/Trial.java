package org.neronet.common.wire;

import org.neronet.common.json.JsonObject;

/**
 * What a scheduler would say to an experiment.
 *
 * @param known whether there was anybody to ask
 * @param accepted false only for a definite no, which stays one as long as neither side changes
 * @param text its own words, such as {@code Job 11 to start at 2026-11-25T11:11:33 …}; empty when it said nothing
 */
public record Trial(boolean known, boolean accepted, String text) {
    /** Most plans in one {@link Call#TRY}. */
    public static final int MOST = 20;

    /** Nobody can say before it is submitted. */
    public static final Trial UNKNOWN = new Trial(false, true, "");

    public JsonObject toJson() {
        return JsonObject.of("known", known).with("accepted", accepted).with("text", text);
    }

    public static Trial fromJson(JsonObject json) {
        return new Trial(json.bool("known"), json.bool("accepted"), json.string("text"));
    }
}
