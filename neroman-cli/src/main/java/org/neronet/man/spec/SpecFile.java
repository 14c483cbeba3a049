package org.neronet.man.spec;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Problem;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlSource;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.sweep.MemoryBudget;
import org.neronet.man.sweep.SweepReader;

/** Reads the experiments of a folder's {@code config.yaml}. */
public final class SpecFile {
    /** The name of the file in an experiment folder. */
    public static final String NAME = "config.yaml";

    /** More experiments in one file are refused unless more are allowed. */
    public static final int MAX_EXPERIMENTS = 10_000;

    private static final String SMALLEST =
            "smallest valid example:\n  command: python3 main.py {lr}\n  parameters: {lr: [0.1, 0.01]}";

    private final Path file;
    private final Problems problems;
    private final int limit;
    private final MemoryBudget memory = MemoryBudget.ofProcess();

    private SpecFile(Path file, YamlSource source, int limit) {
        this.file = file;
        this.limit = limit;
        this.problems = new Problems(source);
    }

    /**
     * All experiments of a folder, or of a YAML file in it, in file order with the last parameter fastest.
     *
     * @throws NeronetException (usage) that holds all faults of the file; (not found) when there is no such file
     */
    public static Specification read(Path folderOrFile) {
        return read(folderOrFile, MAX_EXPERIMENTS);
    }

    /** @param limit most experiments in one file; more are refused before they are made */
    public static Specification read(Path folderOrFile, int limit) {
        var file = locate(folderOrFile.toAbsolutePath().normalize());
        var source = YamlSource.of(file);
        return new SpecFile(file, source, limit).specification(source);
    }

    /** What a file of an experiment folder would say with that text; {@code file} is absolute and without links. */
    public static Specification of(Path file, String text) {
        var source = YamlSource.of(file.toString(), text);
        return new SpecFile(file, source, MAX_EXPERIMENTS).specification(source);
    }

    /** Links are resolved, so that one folder has one identity. */
    private static Path locate(Path place) {
        var file = Files.isDirectory(place) ? place.resolve(NAME) : place;
        if (!Files.exists(file)) {
            throw missing(place, file);
        }
        try {
            return file.getParent().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw new NeronetException(ExitCode.NOT_FOUND, "cannot reach " + file, "check its folder", e);
        }
    }

    private static NeronetException missing(Path place, Path file) {
        if (Files.isDirectory(place)) {
            return missing(
                    place + " has no " + NAME,
                    "neroman init " + place + " makes one, or write " + file + "; " + SMALLEST);
        }
        var parent = place.getParent();
        if (!place.toString().matches(".*\\.ya?ml")) {
            return missing("the folder " + place + " does not exist", "check the path: neroman check FOLDER");
        } else if (parent != null && !Files.isDirectory(parent)) {
            return missing("the folder " + parent + " does not exist", "check the path: neroman check FOLDER");
        }
        return missing("the file " + place + " does not exist", "check the path, or write it; " + SMALLEST);
    }

    private static NeronetException missing(String what, String hint) {
        return new NeronetException(ExitCode.NOT_FOUND, what, hint);
    }

    private Specification specification(YamlSource source) {
        var root = source.root(problems).orElseThrow(this::nothing);
        var plans = plans(root);
        checkTotal(plans, root.start());
        checkMemory(plans);
        IgnoreFile.faults(file.getParent()).forEach(problems::add);
        problems.throwIfAny();
        return new Specification(expand(plans), problems.warnings());
    }

    private NeronetException nothing() {
        problems.throwIfAny();
        return new Problem(file.toString(), 1, 1, "no experiment in this file", SMALLEST, "").asException();
    }

    private List<BlockPlan> plans(Mapping root) {
        var blocks = new BlockTree(problems).of(root).experiments();
        if (blocks.size() > limit) {
            tooMany(BigInteger.valueOf(blocks.size()), root.start());
            problems.throwIfAny();
        }
        var reader = new BlockReader(file.getParent(), problems, new SweepReader(problems, limit, memory));
        return blocks.stream().map(reader::read).toList();
    }

    /** A block without points, where there are no faults, is one that would have exceeded the limit. */
    private void checkTotal(List<BlockPlan> plans, Mark at) {
        var sweeps = plans.stream().map(BlockPlan::sweep).toList();
        boolean complete = sweeps.stream().noneMatch(sweep -> sweep.points().isEmpty());
        var total = sweeps.stream()
                .map(sweep -> complete ? BigInteger.valueOf(sweep.points().size()) : sweep.size())
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (problems.count() == 0 && (!complete || total.compareTo(BigInteger.valueOf(limit)) > 0)) {
            tooMany(total, at);
        }
    }

    private void tooMany(BigInteger total, Mark at) {
        var message = "%,d experiments in one file, the limit is %,d".formatted(total, limit);
        problems.add(at, message, "split the file, or allow more: neroman check --limit N");
    }

    private void checkMemory(List<BlockPlan> plans) {
        for (var plan : plans) {
            var points = BigInteger.valueOf(plan.sweep().points().size());
            if (problems.count() == 0 && !memory.take(points, plan.bytesEach())) {
                var message = "%,d experiments need %s".formatted(points, memory.text());
                problems.add(plan.block().at(), message, "put long texts into a file of the folder, or split the file");
            }
        }
    }

    private List<Experiment> expand(List<BlockPlan> plans) {
        var makers = new ArrayList<java.util.function.Function<String, Experiment>>();
        var ingredients = new ArrayList<ExperimentNames.Ingredients>();
        var blocks = new ArrayList<Block>();
        for (var plan : plans) {
            for (var point : plan.sweep().points()) {
                makers.add(name -> plan.at(point, name));
                blocks.add(plan.block());
                ingredients.add(
                        new ExperimentNames.Ingredients(plan.collection(), blockName(plan), plan.sweep(), point));
            }
        }
        var names = ExperimentNames.of(ingredients);
        refuseTwins(names, blocks);
        var experiments = new ArrayList<Experiment>();
        for (int i = 0; i < names.size(); i++) {
            experiments.add(makers.get(i).apply(names.get(i)));
        }
        return experiments;
    }

    /** Blocks inside others may come to the same name, such as {@code +a: {+b:}} and {@code +a_b:}. */
    private void refuseTwins(List<String> names, List<Block> blocks) {
        var first = new HashMap<String, Block>();
        for (int i = 0; i < names.size(); i++) {
            var block = blocks.get(i);
            var other = first.putIfAbsent(names.get(i), block);
            if (other != null) {
                var message = "'+%s' and '+%s' in line %d come to the same name with the same values"
                        .formatted(
                                String.join(": +", block.path()),
                                String.join(": +", other.path()),
                                other.at().line());
                problems.add(block.at(), message, "choose another name for one of the two blocks");
            }
        }
        problems.throwIfAny();
    }

    private String blockName(BlockPlan plan) {
        if (!plan.block().path().isEmpty()) {
            return String.join("_", plan.block().path());
        }
        var fileName = file.getFileName().toString();
        var folder = file.getParent().getFileName();
        boolean named = !fileName.equals(NAME) || folder == null;
        return named ? fileName.replaceFirst("\\.ya?ml$", "") : folder.toString();
    }
}
