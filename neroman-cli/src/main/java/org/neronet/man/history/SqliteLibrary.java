package org.neronet.man.history;

import java.io.IOException;
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
        var resource = LibraryLoaderUtil.getNativeLibResourcePath();
        var folder = cache.resolve(("sqlite-" + SQLiteJDBCLoader.getVersion() + resource).replace('/', '-'));
        try {
            if (!Files.exists(folder.resolve(name))) {
                unpack(resource + "/" + name, folder.resolve(name));
            }
            System.setProperty("org.sqlite.lib.path", folder.toString());
            System.setProperty("org.sqlite.lib.name", name);
        } catch (IOException e) {
            LOG.warn("SQLite's library cannot be kept in {}: {}", folder, e.toString());
        }
    }

    private static void unpack(String resource, Path file) throws IOException {
        try (var packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException("there is none for this machine in the jar: " + resource);
            }
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, packed.readAllBytes(), "rwx------");
        }
    }
}
