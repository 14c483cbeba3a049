package org.neronet.kid.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files such as a kernel shows them, of a host with pages of 4,096 bytes and 100 ticks a second. */
public final class FakeHost {
    public final Path root;

    public FakeHost(Path root) throws IOException {
        this.root = root;
        file("proc/sys/kernel/random/boot_id", "boot-1\n");
        var vector = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        vector.putLong(6).putLong(4096).putLong(17).putLong(100).putLong(0).putLong(0);
        Files.createDirectories(root.resolve("proc/self"));
        Files.write(root.resolve("proc/self/auxv"), vector.array());
    }

    /** A process of 10 pages and 2 threads, which started at tick 500. */
    public void process(long pid, long parent, long session, long cpuTicks, long read, long written)
            throws IOException {
        var stat = pid + " (a ) b) S " + parent + " 1 " + session + " 0 -1 0 0 0 0 0 " + cpuTicks
                + " 0 0 0 20 0 2 0 500 99999 10 0 0\n";
        file("proc/" + pid + "/stat", stat);
        file("proc/" + pid + "/io", "rchar: " + read + "\nwchar: " + written + "\nsyscr: 1\n");
    }

    public void gone(long pid) throws IOException {
        for (var name : new String[] {"stat", "io"}) {
            Files.delete(root.resolve("proc/" + pid + "/" + name));
        }
        Files.delete(root.resolve("proc/" + pid));
    }

    public void file(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
