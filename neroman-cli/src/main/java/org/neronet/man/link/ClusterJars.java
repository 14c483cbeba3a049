package org.neronet.man.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipInputStream;
import org.neronet.common.disk.Sha256;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/**
 * The files that neroman puts on a cluster.
 *
 * @param files name to content, in the order in which they are put there: {@code start}, which says that all are, last
 */
public record ClusterJars(Map<String, byte[]> files) {
    private static final String MUM = "neromum.jar";
    private static final String KID = "nerokid.jar";
    private static final List<String> SCRIPTS = List.of("parent", "pack", "start");
    private static final List<String> ORDER = List.of(MUM, KID, "parent", "pack", "start");

    /** @throws IllegalArgumentException when they are not exactly the five */
    public ClusterJars {
        var sorted = new LinkedHashMap<String, byte[]>();
        for (var name : ORDER) {
            sorted.put(name, files.get(name));
        }
        if (files.size() != ORDER.size() || sorted.containsValue(null)) {
            throw new IllegalArgumentException("expected " + ORDER + ", but was " + files.keySet());
        }
        files = Collections.unmodifiableMap(sorted);
    }

    /**
     * The ones inside neroman.jar; the scripts are inside neromum.jar.
     *
     * @throws NeronetException (internal) when this program was built without them
     */
    public static ClusterJars carried() {
        return from(ClusterJars.class::getResourceAsStream);
    }

    /** The ones that a source of resources has; it answers null for what it has not got. */
    static ClusterJars from(Function<String, InputStream> resources) {
        try {
            var mum = resource(resources, MUM);
            var files = new LinkedHashMap<>(scripts(mum));
            files.put(MUM, mum);
            files.put(KID, resource(resources, KID));
            return new ClusterJars(files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what neroman.jar carries", e);
        }
    }

    /** The sha256 of neromum.jar, which names the folder under {@code lib/}. */
    public String sha() {
        return Sha256.of(files.get(MUM));
    }

    private static byte[] resource(Function<String, InputStream> resources, String name) throws IOException {
        try (var in = resources.apply("/cluster/" + name)) {
            if (in == null) {
                throw missing(name);
            }
            return in.readAllBytes();
        }
    }

    private static Map<String, byte[]> scripts(byte[] jar) throws IOException {
        var scripts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = zip.getNextEntry();
                    entry != null && scripts.size() < SCRIPTS.size();
                    entry = zip.getNextEntry()) {
                var name = entry.getName().replaceFirst("^cluster/", "");
                if (entry.getName().startsWith("cluster/") && SCRIPTS.contains(name)) {
                    scripts.put(name, zip.readAllBytes());
                }
            }
        }
        if (scripts.size() < SCRIPTS.size()) {
            throw missing("cluster/parent, cluster/pack and cluster/start in " + MUM);
        }
        return scripts;
    }

    private static NeronetException missing(String what) {
        return new NeronetException(
                ExitCode.INTERNAL,
                "this neroman was built without " + what,
                "build it whole and run that: ./mvnw -DskipTests package && bin/neroman");
    }
}
