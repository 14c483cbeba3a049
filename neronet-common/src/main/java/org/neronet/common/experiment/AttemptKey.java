package org.neronet.common.experiment;

import java.util.regex.Pattern;
import org.neronet.common.json.JsonObject;

/**
 * One try at one experiment: mum's key for everything. Ids are unique within a home only, so the home is part of it.
 *
 * @param home the 128-bit random id of the user's Neronet home, 32 lower-case hexadecimal digits
 * @param id the experiment's number, from 1
 * @param attempt the try's number, from 1
 */
public record AttemptKey(String home, long id, int attempt) implements Comparable<AttemptKey> {
    private static final Pattern HOME = Pattern.compile("[0-9a-f]{32}");

    public AttemptKey {
        if (!HOME.matcher(home).matches()) {
            throw new IllegalArgumentException("a home id has 32 hexadecimal digits");
        }
        if (id < 1 || attempt < 1) {
            throw new IllegalArgumentException("ids and attempts start at 1, but got " + id + " and " + attempt);
        }
    }

    /** A name for folders and files, such as {@code 1f00ab12cd34ef56-124-1}: generated, so safe anywhere. */
    public String folderName() {
        return home.substring(0, 16) + "-" + id + "-" + attempt;
    }

    public JsonObject toJson() {
        return JsonObject.of("home", home).with("id", id).with("attempt", attempt);
    }

    public static AttemptKey fromJson(JsonObject json) {
        return new AttemptKey(json.string("home"), json.integer("id"), Math.toIntExact(json.integer("attempt")));
    }

    @Override
    public int compareTo(AttemptKey other) {
        int byHome = home.compareTo(other.home);
        int byId = Long.compare(id, other.id);
        return byHome != 0 ? byHome : byId != 0 ? byId : Integer.compare(attempt, other.attempt);
    }
}
