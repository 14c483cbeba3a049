package org.neronet.common.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * How a scheduler without a warden of its own is talked to, from {@code clusters.yaml}: {@code type: command}.
 *
 * @param texts templates and patterns by their key, such as {@link #SUBMIT}
 * @param states the scheduler's words for a state, by Neronet's, such as {@code running: [R, E]}
 * @param exits exit codes as the scheduler shows them, by what they mean, such as {@code timed_out: ["-29"]}
 * @param listCodes exit codes with which {@code list} has answered; empty means 0 alone
 */
public record CommandSettings(
        Map<String, String> texts,
        Map<String, List<String>> states,
        Map<String, List<String>> exits,
        List<String> listCodes) {
    public static final String QUEUE = "queue";
    public static final String SUBMIT = "submit";
    public static final String SUBMITTED = "submitted";
    public static final String FULL = "full";
    public static final String FIND = "find";
    public static final String LIST = "list";
    public static final String LISTED = "listed";
    public static final String ACCOUNT = "account";
    public static final String ACCOUNTED = "accounted";
    public static final String CANCEL = "cancel";
    public static final String HOLD = "hold";
    public static final String RELEASE = "release";
    public static final String GONE = "gone";

    /** Those that hold command lines. */
    public static final List<String> TEMPLATES = List.of(SUBMIT, FIND, LIST, ACCOUNT, CANCEL, HOLD, RELEASE);

    /** Those that hold patterns. */
    public static final List<String> PATTERNS = List.of(SUBMITTED, FULL, LISTED, ACCOUNTED, GONE);

    /** Nothing said. */
    public static final CommandSettings NONE = new CommandSettings(Map.of(), Map.of(), Map.of(), List.of());

    public CommandSettings {
        texts = Map.copyOf(texts);
        states = Map.copyOf(states);
        exits = Map.copyOf(exits);
        listCodes = List.copyOf(listCodes);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    /** Neronet's word for a word of the scheduler's. */
    public Optional<String> state(String word) {
        return keyOf(states, word);
    }

    /** What an exit code means by itself. */
    public Optional<String> exit(String code) {
        return keyOf(exits, code);
    }

    private static Optional<String> keyOf(Map<String, List<String>> lists, String word) {
        return lists.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public JsonObject toJson() {
        return JsonObject.of("texts", JsonObject.ofMap(texts))
                .with("states", JsonObject.ofMap(states))
                .with("exits", JsonObject.ofMap(exits))
                .with("list_codes", listCodes);
    }

    public static CommandSettings fromJson(JsonObject json) {
        return new CommandSettings(
                json.stringMap("texts"),
                lists(json.object("states")),
                lists(json.object("exits")),
                json.strings("list_codes"));
    }

    private static Map<String, List<String>> lists(JsonObject json) {
        var lists = new LinkedHashMap<String, List<String>>();
        json.asMap().keySet().forEach(key -> lists.put(key, json.strings(key)));
        return lists;
    }
}
