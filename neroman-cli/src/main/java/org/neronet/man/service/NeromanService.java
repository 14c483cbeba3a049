package org.neronet.man.service;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Trial;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.history.Definition;
import org.neronet.man.history.Moment;
import org.neronet.man.history.OldHistory;
import org.neronet.man.link.MumHello;
import org.neronet.man.report.DiffReport;
import org.neronet.man.report.Dossier;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.MetricsReport;
import org.neronet.man.report.StatusReport;
import org.neronet.man.submit.UploadProgress;

/**
 * The commands' only door. Every method may throw {@link NeronetException}; words that select experiments are as typed, and
 * no words at all mean every experiment.
 */
public interface NeromanService extends AutoCloseable {
    Clusters clusters();

    void addCluster(Cluster cluster);

    /** Refused while experiments are live there. */
    void removeCluster(String name);

    /**
     * Describes an experiment of the folder that runs exactly these words.
     *
     * @param name of its block
     * @param append whether the block is added to a file that is there
     */
    Draft template(Path folder, String name, List<String> words, boolean append);

    /**
     * Reads a folder's experiments and their files, and changes nothing.
     *
     * @param limit most experiments in the folder
     */
    CheckReport check(Path folder, int limit);

    /**
     * Defines a folder's experiments.
     *
     * @param limit most experiments in the folder
     */
    List<Definition> add(Path folder, int limit);

    /** What {@link #submit} would do; opens no link, defines nothing. */
    SubmitPreview preview(SubmitRequest request);

    /** Asks the preview's cluster what its scheduler would say to each batch; nothing is submitted. */
    List<Trial> tryOut(SubmitPreview preview);

    /** Starts what is not running and attaches to what is. */
    SubmitOutcome submit(SubmitRequest request, UploadProgress progress);

    /** What is known here, without asking any cluster. */
    List<ExperimentReport> find(List<String> words);

    /** Asks every cluster that has live ones of these experiments, 10 s in all, and tells what is known then. */
    StatusReport status(List<String> words);

    /**
     * Tells how things stand, again whenever that changes, until all of these experiments have ended; fetches results as
     * each ends. No words mean all live ones.
     */
    void watch(List<String> words, WatchListener listener) throws InterruptedException;

    /**
     * Writes a program's output, byte for byte.
     *
     * @throws IOException when it cannot be written
     */
    void logs(LogRequest request, OutputStream stdout, OutputStream stderr) throws IOException, InterruptedException;

    /**
     * The measured values, those of attempts that go on from one another joined.
     *
     * @param names of metrics; empty means all
     * @param attempt for the values of that one alone
     */
    MetricsReport metrics(String word, List<String> names, Optional<Integer> attempt);

    /**
     * How two experiments differ, or one from its folder as it is now.
     *
     * @param words one or two that each mean one experiment
     */
    DiffReport diff(List<String> words);

    /** Brings the results of ended experiments that are not here yet. */
    List<FetchedResults> fetch(List<String> words);

    TerminateOutcome terminate(List<String> words);

    /** Keeps what has not started from starting, until {@link #release}. */
    HoldOutcome hold(List<String> words);

    /** Lets held experiments start. */
    HoldOutcome release(List<String> words);

    /** All that is known of one experiment; a live one is brought up to date. A plain id reaches a deleted one as well. */
    Dossier show(String word);

    /**
     * What happened, in time order; words that are plain ids reach deleted experiments as well.
     *
     * @param limit only the newest so many
     */
    List<Moment> history(List<String> words, int limit);

    /**
     * Defines a second experiment that runs what the first one does.
     *
     * @param name its name within the collection
     */
    Definition copy(String word, String name);

    /** Takes experiments out of all lists; refused while one is live. Files, results and what history tells stay. */
    Deletion delete(List<String> words);

    /** Keeps a note about each of the experiments; the ids that have it now. */
    List<Long> note(List<String> words, String text);

    /**
     * Gives tags to experiments, or takes them away; an outcome for each tag.
     *
     * @param remove whether they are taken away
     */
    List<Labelled> tag(List<String> words, List<String> tags, boolean remove);

    /** @param starred whether they are to have a star */
    Labelled star(List<String> words, boolean starred);

    /** Connects, starting mum where there is none. */
    MumHello startMum(String cluster);

    /**
     * Ends mum; jobs go on.
     *
     * @param forGood whether cron shall not start her again either
     */
    void stopMum(String cluster, boolean forGood);

    MumReport mumStatus(String cluster);

    /** The cluster's partitions, nodes and disks, and how many of the user's experiments are there. */
    NodesReport nodes(String cluster);

    /** What is left in the home and comes again when it is needed. */
    List<Leftover> leftovers();

    void remove(List<Leftover> leftovers);

    /** What {@link #startHistoryAnew} would put aside; refused while experiments are live. */
    OldHistory oldHistory();

    /**
     * Puts the history aside and goes on with an empty one, whose ids follow the highest one ever given.
     *
     * @return the file that keeps the old one
     */
    Path startHistoryAnew();

    @Override
    void close();
}
