package org.neronet.man.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.neronet.common.fault.ExitCode;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.IdRanges;
import org.neronet.man.report.MonitorLines;
import org.neronet.man.report.StatusReport;
import org.neronet.man.service.FetchedResults;
import org.neronet.man.service.WatchListener;

/** Shows what happens as lines, until all have ended or the user detaches by Ctrl-C. */
final class Monitor implements WatchListener {
    private final Session session;
    private final Consumer<String> lines;
    private final MonitorLines monitor;
    private boolean unfetched;
    private StatusReport last = new StatusReport(List.of(), List.of());

    /**
     * @param lines takes what is shown
     * @param begun ids of experiments that lived when this began, however soon they end
     */
    private Monitor(Session session, Consumer<String> lines, List<Long> begun) {
        this.session = session;
        this.lines = lines;
        this.monitor = new MonitorLines(Set.copyOf(begun));
    }

    /** Shows it as data. */
    static Monitor onOut(Session session, List<Long> begun) {
        return new Monitor(session, session.terminal()::print, begun);
    }

    /** Shows it as talk. */
    static Monitor onErr(Session session, List<Long> begun) {
        return new Monitor(session, session.terminal()::say, begun);
    }

    /** Watches; how all of them stood at the end is returned. */
    StatusReport watch(List<String> words) throws InterruptedException {
        var farewell = new Thread(this::detached, "detached");
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            session.service().watch(words, this);
        } finally {
            stay(farewell);
        }
        return last;
    }

    private static void stay(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            farewell.setName("detached at the end"); // The process is leaving already.
        }
    }

    /** What the end of all of them, and of bringing their results, means for a script. */
    ExitCode exitCode() {
        return last.hasFailed() ? ExitCode.EXPERIMENT_FAILED : unfetched ? ExitCode.FAILURE : ExitCode.OK;
    }

    private synchronized void detached() {
        var live = last.experiments().stream()
                .filter(ExperimentReport::isLive)
                .map(ExperimentReport::id)
                .toList();
        session.terminal().say("\ndetached; jobs go on. neroman watch " + IdRanges.text(live) + " shows them again");
    }

    @Override
    public boolean update(StatusReport report) {
        synchronized (this) {
            last = report;
        }
        monitor.news(report, session.clock().instant()).forEach(lines);
        return !session.terminal().out().checkError();
    }

    @Override
    public void trouble(String text) {
        session.terminal().say(text);
    }

    @Override
    public void fetched(FetchedResults results) {
        unfetched |= results.folder().isEmpty();
        session.terminal().say(Phrases.fetched(results));
    }
}
