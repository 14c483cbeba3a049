package org.neronet.man.history;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neronet.common.disk.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's native library, unpacked once for all commands instead of by each of them. */
public final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    private SqliteLibrary() {}

    /**
     * Has the library loaded from {@code cache}, where it is unpacked when it is missing. Where that fails each process
     * unpacks its own there: a shared /tmp may forbid running code, and a killed process would litter it.
     *
     * @param cache a folder of the user's own
     */
    public static void keepIn(Path cache) {
        System.setProperty("org.sqlite.tmpdir", cache.toString());
        var name = LibraryLoaderUtil.getNativeLibName();
        var packed = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (packed == null) {
            return; // The driver knows other places, and says what it wants when there is none.
        }
        try {
            // By its content, and not as the driver names what it unpacks itself, which it deletes in passing.
            var folder = cache.resolve("libsqlite-" + checksum(packed));
            if (!Files.exists(folder.resolve(name))) {
                unpack(packed, folder.resolve(name));
            }
            System.setProperty("org.sqlite.lib.path", folder.toString());
            System.setProperty("org.sqlite.lib.name", name);
        } catch (IOException e) {
            LOG.warn("SQLite's library cannot be kept in {}: {}", cache, e.toString());
        }
    }

    /** As it stands in the jar, so that nothing is read for it. */
    private static String checksum(URL packed) throws IOException {
        return packed.openConnection() instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : "unpacked";
    }

    private static void unpack(URL packed, Path file) throws IOException {
        try (var bytes = packed.openStream()) {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, bytes.readAllBytes(), "rwx------");
        }
    }
}
