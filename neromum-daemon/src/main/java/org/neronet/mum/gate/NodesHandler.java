package org.neronet.mum.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterNodes.Disk;

/** Tells of the cluster's partitions, nodes and disks. */
public final class NodesHandler implements RequestHandler {
    /** So many fit into one reply. */
    private static final int MOST = 5_000;

    private final Asking asking;
    private final Quota quota;
    private final Path root;

    /** Asks what the user may still write. */
    @FunctionalInterface
    public interface Quota {
        List<Disk> disks() throws InterruptedException;
    }

    /** Asks the scheduler. */
    @FunctionalInterface
    public interface Asking {
        ClusterNodes nodes() throws IOException, InterruptedException;
    }

    /** @param root Neronet's folder, whose disk is told of, too */
    public NodesHandler(Asking asking, Quota quota, Path root) {
        this.quota = quota;
        this.asking = asking;
        this.root = root;
    }

    @Override
    public Call call() {
        return Call.NODES;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException, InterruptedException {
        var found = asking.nodes();
        var shown = found.nodes().subList(0, Math.min(MOST, found.nodes().size()));
        var workdir = request.session().workdir().root();
        return new ClusterNodes(found.partitions(), shown, disks(workdir)).toJson();
    }

    private List<Disk> disks(Path workdir) throws IOException, InterruptedException {
        var disks = new ArrayList<Disk>();
        for (var path : List.of(workdir, root)) {
            var there = existing(path);
            var store = Files.getFileStore(there);
            var disk = new Disk(path.toString(), store.getTotalSpace(), store.getUsableSpace());
            if (disks.stream().noneMatch(other -> other.totalBytes() == disk.totalBytes())) {
                disks.add(disk);
            }
        }
        disks.addAll(quota.disks());
        return disks;
    }

    /** The workdir is made at the first submit. */
    private static Path existing(Path path) {
        var at = path;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }
}
