package org.neronet.common.experiment;

import java.util.Optional;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/**
 * The wish that experiments share scheduler jobs.
 *
 * @param members how many go into one job, 1 to {@link #MOST}; empty for {@code auto}
 * @param slots how many of those run at a time, 1 to {@link #MOST}; empty for the default
 */
public record Pack(Optional<Integer> members, Optional<Integer> slots) {
    /** More do not go into one job. */
    public static final int MOST = 1000;

    /** The word for a number of members that follows from what is submitted. */
    public static final String AUTO = "auto";

    private static final String MEMBERS_KEY = "pack";
    private static final String SLOTS_KEY = "slots";

    public Pack {
        check("pack", members);
        check("slots", slots);
    }

    private static void check(String name, Optional<Integer> number) {
        if (number.filter(n -> n < 1 || n > MOST).isPresent()) {
            throw new IllegalArgumentException(name + " must be 1 to " + MOST + ", not " + number.get());
        }
    }

    JsonObject addTo(JsonObject json) {
        return json.with(MEMBERS_KEY, members.<Object>map(n -> n).orElse(AUTO)).with(SLOTS_KEY, slots);
    }

    /** Empty where nothing is said of it. */
    static Optional<Pack> from(JsonObject json) {
        var said = json.asMap().get(MEMBERS_KEY);
        if (said == null) {
            return Optional.empty();
        }
        if (!(said instanceof Number) && !said.equals(AUTO)) {
            throw new JsonException("pack is a number or " + AUTO + ", not " + said);
        }
        var members = said instanceof Number ? json.optionalInteger(MEMBERS_KEY) : Optional.<Long>empty();
        return Optional.of(new Pack(
                members.map(Math::toIntExact), json.optionalInteger(SLOTS_KEY).map(Math::toIntExact)));
    }
}
