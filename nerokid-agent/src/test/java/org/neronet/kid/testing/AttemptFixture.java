package org.neronet.kid.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** The folder of an attempt as mum and parent leave it, and a program that writes there. */
public final class AttemptFixture {
    public final AttemptFolder folder;
    public final AttemptKey key;
    public final byte[] secret = new byte[32];

    public AttemptFixture(Path root, long id, Path endpoint, List<String> metrics) throws IOException {
        key = new AttemptKey("0123456789abcdef0123456789abcdef", id, 1);
        folder = new AttemptFolder(root.resolve(key.folderName()));
        Arrays.fill(secret, (byte) id);
        Files.createDirectories(folder.root());
        AtomicFile.write(folder.key(), HexFormat.of().formatHex(secret) + "\n");
        AtomicFile.write(
                folder.orders(),
                new KidOrders(key, endpoint.toString(), metrics, JsonObject.empty())
                        .toJson()
                        .toString());
    }

    /** Gives it rules, as the user writes them. */
    public AttemptFixture watch(JsonObject watch) throws IOException {
        var orders = Json.parseObject(Files.readString(folder.orders()));
        AtomicFile.write(folder.orders(), orders.with("watch", watch).toString());
        return this;
    }

    public AttemptFixture start() throws IOException {
        AtomicFile.write(folder.start(), "host=n1\ntime=1700000000\nvar.SLURM_JOB_ID=42\n");
        Files.createFile(folder.output(OutputStreamName.STDOUT));
        Files.createFile(folder.output(OutputStreamName.STDERR));
        return this;
    }

    public void print(String text) throws IOException {
        print(OutputStreamName.STDOUT, text);
    }

    public void print(OutputStreamName stream, String text) throws IOException {
        Files.write(folder.output(stream), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    public void exit() throws IOException {
        AtomicFile.write(folder.exit(), "code=0\ntime=1700000100\nsignalled=\n");
    }

    public void settle() throws IOException {
        Files.createFile(folder.settled());
    }

    public byte[] output(OutputStreamName stream) throws IOException {
        return Files.readAllBytes(folder.output(stream));
    }
}
