package org.neronet.man.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Fills a command from the words typed behind its name. */
final class Parsing {
    private Parsing() {}

    /**
     * @return the command's help when that was asked for
     * @throws NeronetException (usage) that says which word is wrong
     */
    static Optional<String> fill(String name, Verb verb, List<String> words) {
        // A word that begins with @ is a word; the library would put a file in its place.
        var commandLine = new CommandLine(verb).setExpandAtFiles(false).setStopAtPositional(verb.takesEveryWord());
        try {
            var parsed = commandLine.parseArgs(words.toArray(String[]::new));
            return parsed.isUsageHelpRequested() ? Optional.of(usage(commandLine)) : Optional.empty();
        } catch (ParameterException e) {
            throw new NeronetException(
                    ExitCode.USAGE, message(e, commandLine), "neroman " + name + " --help shows what it takes", e);
        }
    }

    static String help(Verb verb) {
        return usage(new CommandLine(verb));
    }

    private static String usage(CommandLine commandLine) {
        return commandLine.getUsageMessage(Ansi.OFF).stripTrailing();
    }

    private static String message(ParameterException e, CommandLine commandLine) {
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            var option = unmatched.getUnmatched().get(0);
            var known = commandLine.getCommandSpec().options().stream()
                    .flatMap(each -> Stream.of(each.names()))
                    .filter(name -> name.startsWith("--") && option.startsWith("--"))
                    .toList();
            return "unknown option '" + option + "'" + Suggestion.text(option, known);
        }
        return e.getMessage()
                .replaceFirst(
                        "(?s)Invalid value for option '([^']+)': (.*) is not an int", "$1: $2 is not a whole number");
    }
}
