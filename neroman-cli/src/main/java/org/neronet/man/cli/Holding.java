package org.neronet.man.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.json.Json;
import org.neronet.man.report.StatusJson;
import org.neronet.man.service.HoldOutcome;

/** Tells what became of holding experiments or releasing them. */
final class Holding {
    private Holding() {}

    /** @param done what those are that were asked for: held or released */
    static ExitCode tell(Terminal terminal, HoldOutcome outcome, String done, boolean json) {
        if (json) {
            terminal.print(Json.write(json(outcome, done)));
        } else {
            say(terminal, done, outcome.asked());
            say(terminal, done.equals("held") ? "held already" : "not held", outcome.already());
            say(terminal, done.equals("held") ? "running already, so not held" : "running", outcome.running());
            say(terminal, "had ended already", outcome.ended());
            say(terminal, "never submitted", outcome.never());
            say(terminal, "unknown to the cluster, so nothing could be done", outcome.unknown());
        }
        boolean late = done.equals("held") && !outcome.running().isEmpty();
        return late ? ExitCode.REFUSED : outcome.unknown().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    }

    private static Map<String, Object> json(HoldOutcome outcome, String done) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put(done, outcome.asked());
        json.put("already", outcome.already());
        json.put("running", outcome.running());
        json.put("ended", outcome.ended());
        json.put("never_submitted", outcome.never());
        json.put("unknown", outcome.unknown());
        return json;
    }

    private static void say(Terminal terminal, String what, List<Long> ids) {
        if (!ids.isEmpty()) {
            terminal.say(what + ": " + Phrases.experiments(ids));
        }
    }
}
