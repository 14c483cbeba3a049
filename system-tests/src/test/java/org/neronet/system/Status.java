package org.neronet.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** What {@code neroman status --json} said. */
record Status(JsonNode json) {
    static final Set<String> LIVE = Set.of("defined", "submitted", "queued", "running");

    static Status parse(String text) {
        return new Status(tree(text));
    }

    static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    List<Long> ids() {
        var ids = new ArrayList<Long>();
        json.path("experiments").forEach(e -> ids.add(e.path("id").asLong()));
        return ids;
    }

    JsonNode experiment(long id) {
        for (var experiment : json.path("experiments")) {
            if (experiment.path("id").asLong() == id) {
                return experiment;
            }
        }
        throw new AssertionError("no experiment " + id + " in " + json);
    }

    String state(long id) {
        return experiment(id).path("state").asText();
    }

    String reason(long id) {
        return experiment(id).path("reason").asText();
    }

    JsonNode exitCode(long id) {
        return experiment(id).path("exit_code");
    }

    String jobId(long id) {
        return experiment(id).path("job_id").asText();
    }

    JsonNode metric(long id, String name) {
        return experiment(id).path("metrics").path(name);
    }

    List<String> states(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(this::state).toList();
    }

    /** One line for each experiment that is not in the state. */
    String others(long first, long last, String state) {
        var lines = new StringBuilder();
        LongStream.rangeClosed(first, last)
                .filter(id -> !state(id).equals(state))
                .forEach(id -> lines.append(experiment(id)).append('\n'));
        return lines.toString();
    }
}
