package org.neronet.mum.nursery;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a kid JVM in a session of its own, small and nice, with its output in a file beside the roster. */
public final class KidProcess implements RosterKeeper.Starter {
    /** The scripts {@code parent} and {@code pack} say the same but for the heap, which grows with the number of attempts. */
    static final List<String> FLAGS = List.of(
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xms4m",
            "-Xmx32m",
            "-Xss256k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:CICompilerCount=1",
            "-XX:-UsePerfData",
            "-XX:CompileThresholdScaling=3",
            "-XX:StringTableSize=2048",
            "-XX:ActiveProcessorCount=1");

    private static final List<String> NOT_FOR_KIDS = List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private final Path java;
    private final Path lib;
    private final List<String> testOptions;
    private Optional<Process> kid = Optional.empty();

    /**
     * @param java the java that runs mum
     * @param lib the folder with nerokid.jar
     * @param testOptions words of NERONET_TEST_JVM_OPTS
     */
    public KidProcess(Path java, Path lib, List<String> testOptions) {
        this.java = java;
        this.lib = lib;
        this.testOptions = List.copyOf(testOptions);
    }

    /** Does nothing while the kid started last still lives: it may be slow to say so, and two would be in each other's way. */
    @Override
    public void start(Path roster) throws IOException {
        if (kid.filter(Process::isAlive).isPresent()) {
            return;
        }
        var argv = new ArrayList<>(List.of("setsid", "nice", "-n", "10", java.toString()));
        argv.addAll(FLAGS);
        argv.addAll(testOptions);
        argv.addAll(List.of("-jar", lib.resolve("nerokid.jar").toString(), "roster", roster.toString()));
        var builder = new ProcessBuilder(argv).directory(new File("/"));
        builder.environment().keySet().removeAll(NOT_FOR_KIDS);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.redirectInput(new File("/dev/null"));
        var log = roster.resolve(".log").toFile();
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        kid = Optional.of(builder.start());
    }
}
