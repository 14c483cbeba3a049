package org.neronet.mum.warden;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's name and boot, as the parent script notes them. */
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel");

    private HostName() {}

    static String here() throws IOException {
        var file = KERNEL.resolve("hostname");
        return Files.isReadable(file)
                ? Files.readString(file).strip()
                : InetAddress.getLocalHost().getHostName();
    }

    /** Changes with each boot; empty where the kernel does not tell. */
    static String boot() throws IOException {
        var file = KERNEL.resolve("random/boot_id");
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }

    /** A name with nothing but letters, digits, dots and dashes. */
    static String sanitised(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]", "-");
    }
}
