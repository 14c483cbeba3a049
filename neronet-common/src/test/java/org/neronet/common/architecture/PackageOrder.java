package org.neronet.common.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The order of the packages of one module: each may import only packages of the ranks before its own, and
 * {@code org.neronet.common}. Packages of one rank do not import each other. Classes in the module's root package wire
 * the others and may import them all.
 */
public final class PackageOrder {
    private static final String OURS = "org.neronet.";
    private static final String COMMON = "org.neronet.common";

    private final String root;
    private final Map<String, Integer> rankOf = new HashMap<>();

    private PackageOrder(String root, List<String> ranks) {
        this.root = root;
        for (int rank = 0; rank < ranks.size(); rank++) {
            for (String name : ranks.get(rank).split(",")) {
                rankOf.put(name.strip(), rank);
            }
        }
    }

    /**
     * @param root the module's root package, such as {@code org.neronet.kid}
     * @param ranks names of packages below it, the least dependent rank first; a comma parts packages of one rank
     */
    public static PackageOrder of(String root, String... ranks) {
        return new PackageOrder(root, Arrays.asList(ranks));
    }

    /** Fails with every import that points the wrong way, and with every package that has no place in the order. */
    public void check() {
        List<String> faults = faultsOf(classes());
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    /** Fails when packages of the module import each other in a circle. */
    public void checkCycles() {
        slices().matching("org.neronet.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes());
    }

    private JavaClasses classes() {
        // Names are enough; reading every library class that is mentioned takes seconds.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    List<String> faultsOf(Iterable<JavaClass> classes) {
        TreeSet<String> faults = new TreeSet<>();
        for (JavaClass each : classes) {
            if (each.getSimpleName().equals("package-info")) {
                continue;
            }
            Optional<String> from = partOf(each.getPackageName());
            if (from.isPresent() && !rankOf.containsKey(from.get())) {
                faults.add(root + "." + from.get() + " has no place in the package order; name it in ArchitectureTest");
                continue;
            }
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith(OURS) && !mayImport(from, target)) {
                    faults.add(dependency.getDescription());
                }
            }
        }
        return List.copyOf(faults);
    }

    private boolean mayImport(Optional<String> from, String target) {
        if (!isWithin(root, target)) {
            return isWithin(COMMON, target);
        }
        Optional<String> to = partOf(target);
        if (from.isEmpty() || from.equals(to)) {
            return true;
        }
        return to.isPresent() && rankOf.containsKey(to.get()) && rankOf.get(to.get()) < rankOf.get(from.get());
    }

    /** The package below the root, such as {@code cli} for {@code org.neronet.man.cli.table}; empty for the root. */
    private Optional<String> partOf(String packageName) {
        return packageName.equals(root)
                ? Optional.empty()
                : Optional.of(packageName.substring(root.length() + 1).split("\\.")[0]);
    }

    private static boolean isWithin(String parent, String packageName) {
        return packageName.equals(parent) || packageName.startsWith(parent + ".");
    }
}
