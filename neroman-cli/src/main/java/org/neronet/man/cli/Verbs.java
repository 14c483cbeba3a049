package org.neronet.man.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Suggestion;

/** All commands by name; only the one that was typed is ever made, because making them costs more than running one. */
final class Verbs {
    /** The original's names of some commands. */
    private static final Map<String, String> OLD_NAMES = Map.of(
            "addexp", "add",
            "addnode", "cluster add",
            "addcluster", "cluster add",
            "delnode", "cluster remove",
            "delcluster", "cluster remove",
            "copyexp", "copy",
            "delexp", "delete",
            "h", "help",
            "V", "version");

    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    /** A command that was named, and the words behind its name. */
    record Named(String name, Verb verb, List<String> words) {}

    private record Entry(String summary, Supplier<Verb> maker) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Verbs() {
        add("init", "write your first files, asking a few questions", InitCommand::new);
        add("template", "make a config.yaml from a command line", TemplateCommand::new);
        add("check", "read an experiment folder and tell all that is wrong", CheckCommand::new);
        add("add", "define a folder's experiments", AddCommand::new);
        add("submit", "start experiments on a cluster, or attach to them", SubmitCommand::new);
        add("resubmit", "start ended experiments once more", ResubmitCommand::new);
        add("status", "show experiments, their states and metrics", StatusCommand::new);
        add("watch", "show changes until all have ended", WatchCommand::new);
        add("logs", "write a program's output", LogsCommand::new);
        add("metrics", "show an experiment's measured values", MetricsCommand::new);
        add("diff", "show how two experiments differ, or one from its folder now", DiffCommand::new);
        add("fetch", "bring results of ended experiments", FetchCommand::new);
        add("terminate", "end experiments", TerminateCommand::new);
        add("hold", "keep submitted experiments from starting", HoldCommand::new);
        add("release", "let held experiments start", ReleaseCommand::new);
        add("show", "show all that is known of one experiment", ShowCommand::new);
        add("history", "tell everything that ever happened", HistoryCommand::new);
        add("copy", "define an experiment once more under another name", CopyCommand::new);
        add("delete", "take experiments out of the lists", DeleteCommand::new);
        add("note", "write a note about experiments", NoteCommand::new);
        add("tag", "give tags to experiments, or take them away", TagCommand::new);
        add("star", "star experiments", StarCommand::new);
        add("unstar", "take stars away", UnstarCommand::new);
        add("cluster add", "make a cluster known", ClusterAddCommand::new);
        add("cluster list", "show the known clusters", ClusterListCommand::new);
        add("cluster remove", "forget a cluster", ClusterRemoveCommand::new);
        add("mum start", "start the daemon on a cluster", MumStartCommand::new);
        add("mum stop", "end the daemon; jobs go on", MumStopCommand::new);
        add("mum status", "show how the daemon is", MumStatusCommand::new);
        add("nodes", "show a cluster's partitions, nodes and disks", NodesCommand::new);
        add("config get", "show what your files say, and where", ConfigGetCommand::new);
        add("config set", "change one value, keeping your comments", ConfigSetCommand::new);
        add("config unset", "remove one value", ConfigUnsetCommand::new);
        add("config where", "show where your files are", ConfigWhereCommand::new);
        add("clean", "remove what comes again when needed; asks", CleanCommand::new);
        add("help", "show this, or what a command takes", () -> new HelpCommand(this));
        add("version", "show versions", VersionCommand::new);
    }

    private void add(String name, String summary, Supplier<Verb> maker) {
        entries.put(name, new Entry(summary, maker));
    }

    /**
     * Finds the command in the words typed; its name may also be an option, as in {@code --submit}.
     *
     * @throws NeronetException (usage) for an unknown command, with the nearest ones
     */
    Named find(List<String> typed) {
        var words = verbForm(typed);
        var two = words.size() < 2 ? "" : words.get(0) + " " + words.get(1);
        if (entries.containsKey(two)) {
            return named(two, words.subList(2, words.size()));
        } else if (entries.containsKey(words.get(0))) {
            return named(words.get(0), words.subList(1, words.size()));
        } else if (words.size() == 2 && HELP.contains(words.get(1)) && isGroup(words.get(0))) {
            return named("help", words.subList(0, 1));
        }
        throw unknown(words, typed.get(0));
    }

    /** Whether the word begins commands of two words, such as {@code cluster}. */
    boolean isGroup(String word) {
        return !entries.containsKey(word) && entries.keySet().stream().anyMatch(name -> name.startsWith(word + " "));
    }

    /** One line for each command. */
    List<String> summaries() {
        return summaries("");
    }

    /** One line for each command that begins so. */
    List<String> summaries(String beginning) {
        var lines = new ArrayList<String>();
        entries.forEach((name, entry) -> {
            if (name.startsWith(beginning)) {
                lines.add(String.format("  %-15s %s", name, entry.summary()));
            }
        });
        return lines;
    }

    private Named named(String name, List<String> words) {
        return new Named(name, entries.get(name).maker().get(), List.copyOf(words));
    }

    private static List<String> verbForm(List<String> typed) {
        if (typed.isEmpty()) {
            return List.of("help");
        }
        var first = typed.get(0);
        var plain = first.replaceFirst("^--?", "");
        var name = OLD_NAMES.getOrDefault(plain, plain);
        if (first.equals(plain) && !List.of("h", "V").contains(plain)) {
            name = OLD_NAMES.getOrDefault(first, first);
        }
        var parts = name.isBlank() ? List.of(name) : List.of(name.split(" "));
        return Stream.concat(parts.stream(), typed.stream().skip(1)).toList();
    }

    private NeronetException unknown(List<String> words, String typed) {
        var group = words.get(0) + " ";
        var members =
                entries.keySet().stream().filter(name -> name.startsWith(group)).toList();
        if (!members.isEmpty()) {
            return new NeronetException(
                    ExitCode.USAGE,
                    words.size() == 1
                            ? "'" + words.get(0) + "' needs one word more"
                            : "no command '" + group + words.get(1) + "'"
                                    + Suggestion.text(group + words.get(1), members),
                    "neroman " + String.join(", neroman ", members));
        }
        return new NeronetException(
                ExitCode.USAGE,
                "no command '" + typed + "'" + Suggestion.text(words.get(0), entries.keySet()),
                "neroman help lists the commands");
    }
}
