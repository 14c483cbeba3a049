package org.neronet.man.report;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.json.JsonObject;
import org.neronet.man.history.Moment;
import org.neronet.man.history.Moment.What;

/** Moments for people, a line each. */
public final class MomentText {
    private final Times times;

    public MomentText(ZoneId zone) {
        this.times = new Times(zone);
    }

    /** {@code 2026-11-22 12:00:05  #7 lang/deep  running on node1 (job 77_7)}. */
    public String line(Moment moment) {
        return Printable.line(
                times.text(moment.at()) + "  #" + moment.id() + " " + moment.name() + "  " + text(moment.what()));
    }

    private static String text(What what) {
        if (what instanceof What.Described it) {
            return (it.kind().equals("new") ? "defined" : it.kind()) + Origins.by(it.origin());
        } else if (what instanceof What.Superseded it) {
            return "its name belongs to #" + it.by() + " now";
        } else if (what instanceof What.Noted it) {
            return "note by " + it.author() + ": " + it.text();
        } else if (what instanceof What.Tagged it) {
            return "tagged " + it.tag();
        } else if (what instanceof What.Sent it) {
            return "attempt " + it.attempt() + " submitted to " + it.cluster() + Origins.by(it.origin());
        } else if (what instanceof What.Happened it) {
            int attempt = it.event().key().attempt();
            return (attempt == 1 ? "" : "attempt " + attempt + " ") + text(it.event());
        }
        return "deleted";
    }

    private static String text(Event event) {
        if (event instanceof Event.Submitted) {
            return "accepted";
        } else if (event instanceof Event.Queued e) {
            return "queued" + job(e.jobId());
        } else if (event instanceof Event.SubmitUnknown e) {
            return "in doubt: " + e.reason();
        } else if (event instanceof Event.Started e) {
            return "running on " + e.node() + job(e.jobId());
        } else if (event instanceof Event.Environment e) {
            return "found "
                    + e.facts()
                            .optionalObject("program")
                            .map(MomentText::program)
                            .map(parts -> parts.isEmpty()
                                    ? "that nothing is to be said of its program's environment"
                                    : "its program: " + String.join(", ", parts))
                            .orElse(machine(e.facts()));
        } else if (event instanceof Event.Warned e) {
            return "warning: " + e.text();
        } else if (event instanceof Event.TerminationAsked) {
            return "its end was asked for";
        } else if (event instanceof Event.HoldAsked) {
            return "held";
        } else if (event instanceof Event.ReleaseAsked) {
            return "its release was asked for";
        } else if (event instanceof Event.Released) {
            return "released";
        } else if (event instanceof Event.Waits e) {
            return e.reason().isBlank() ? "waits" : "waits: " + e.reason();
        } else if (event instanceof Event.Fetched e) {
            return "results fetched to " + e.folder();
        } else if (event instanceof Event.Ended e) {
            return e.state().word() + ": " + e.reason() + " (" + e.evidence() + ")";
        }
        return event.getClass().getSimpleName();
    }

    private static String job(Optional<String> id) {
        return id.map(text -> " (job " + text + ")").orElse("");
    }

    /** {@code Python 3.11.2, 120 packages, conda lang}: in what a program runs. */
    static List<String> program(JsonObject facts) {
        var parts = new ArrayList<String>();
        facts.optionalString("python").ifPresent(version -> parts.add("Python " + version));
        if (facts.has("packages")) {
            parts.add(DossierWords.count(facts.strings("packages").size(), "package"));
        }
        facts.optionalString("conda_env").ifPresent(name -> parts.add("conda " + name));
        facts.optionalString("virtualenv").ifPresent(name -> parts.add("virtualenv " + name));
        if (facts.has("modules")) {
            parts.add("modules " + String.join(" ", facts.strings("modules")));
        }
        return parts;
    }

    /** {@code node1, 8 CPUs, 17 GB, 2 GPUs}, as far as the kid could find it out. */
    static String machine(JsonObject facts) {
        var text = new StringBuilder(facts.optionalString("host").orElse("a host without a name"));
        facts.optionalInteger("cpus")
                .ifPresent(cpus -> text.append(", ").append(cpus).append(cpus == 1 ? " CPU" : " CPUs"));
        facts.optionalInteger("memory_bytes")
                .ifPresent(bytes -> text.append(", ").append(Numbers.bytes(bytes)));
        long gpus = facts.has("gpus")
                ? facts.objects("gpus", gpu -> gpu).stream()
                        .filter(gpu -> gpu.has("name"))
                        .count()
                : 0;
        return gpus == 0
                ? text.toString()
                : text.append(", ")
                        .append(gpus)
                        .append(gpus == 1 ? " GPU" : " GPUs")
                        .toString();
    }
}
