package org.neronet.common.wire;

import java.util.List;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/** What a cluster is made of and how busy it is, as far as its scheduler or the machine says. */
public record ClusterNodes(List<Partition> partitions, List<Node> nodes, List<Disk> disks) {
    public ClusterNodes {
        partitions = List.copyOf(partitions);
        nodes = List.copyOf(nodes);
        disks = List.copyOf(disks);
    }

    /**
     * A part of the cluster to which jobs are sent: Slurm's partition, Grid Engine's queue.
     *
     * @param state such as {@code up}
     * @param timeLimit as the scheduler writes it, such as {@code 1-00:00:00} or {@code infinite}
     * @param cpus of all its nodes, or its slots
     * @param freeCpus that no job has
     */
    public record Partition(
            String name,
            boolean usual,
            String state,
            Optional<String> timeLimit,
            int nodes,
            long cpus,
            Optional<Long> freeCpus) {
        JsonObject toJson() {
            return JsonObject.of("name", name)
                    .with("default", usual)
                    .with("state", state)
                    .with("time_limit", timeLimit)
                    .with("nodes", (long) nodes)
                    .with("cpus", cpus)
                    .with("free_cpus", freeCpus);
        }

        static Partition fromJson(JsonObject json) {
            return new Partition(
                    json.string("name"),
                    json.bool("default"),
                    json.string("state"),
                    json.optionalString("time_limit"),
                    Math.toIntExact(json.integer("nodes")),
                    json.integer("cpus"),
                    json.optionalInteger("free_cpus"));
        }
    }

    /**
     * One machine.
     *
     * @param state such as {@code mixed}; empty where nobody says
     * @param freeCpus that no job has
     * @param load of the last minute, such as {@code 1.93}
     * @param freeMemoryBytes that no program uses
     */
    public record Node(
            String name,
            List<String> partitions,
            String state,
            long cpus,
            Optional<Long> freeCpus,
            Optional<String> load,
            Optional<Long> memoryBytes,
            Optional<Long> freeMemoryBytes,
            long gpus,
            Optional<Long> freeGpus) {
        public Node {
            partitions = List.copyOf(partitions);
        }

        JsonObject toJson() {
            return JsonObject.of("name", name)
                    .with("partitions", partitions)
                    .with("state", state)
                    .with("cpus", cpus)
                    .with("free_cpus", freeCpus)
                    .with("load", load)
                    .with("memory_bytes", memoryBytes)
                    .with("free_memory_bytes", freeMemoryBytes)
                    .with("gpus", gpus)
                    .with("free_gpus", freeGpus);
        }

        static Node fromJson(JsonObject json) {
            return new Node(
                    json.string("name"),
                    json.strings("partitions"),
                    json.string("state"),
                    json.integer("cpus"),
                    json.optionalInteger("free_cpus"),
                    json.optionalString("load"),
                    json.optionalInteger("memory_bytes"),
                    json.optionalInteger("free_memory_bytes"),
                    json.integer("gpus"),
                    json.optionalInteger("free_gpus"));
        }
    }

    /** Room on a disk that experiments use, in bytes. */
    public record Disk(String path, long totalBytes, long freeBytes) {
        JsonObject toJson() {
            return JsonObject.of("path", path).with("total_bytes", totalBytes).with("free_bytes", freeBytes);
        }

        static Disk fromJson(JsonObject json) {
            return new Disk(json.string("path"), json.integer("total_bytes"), json.integer("free_bytes"));
        }
    }

    /** The same with other disks. */
    public ClusterNodes with(List<Disk> others) {
        return new ClusterNodes(partitions, nodes, others);
    }

    public JsonObject toJson() {
        return JsonObject.of(
                        "partitions", partitions.stream().map(Partition::toJson).toList())
                .with("nodes", nodes.stream().map(Node::toJson).toList())
                .with("disks", disks.stream().map(Disk::toJson).toList());
    }

    public static ClusterNodes fromJson(JsonObject json) {
        return new ClusterNodes(
                json.objects("partitions", Partition::fromJson),
                json.objects("nodes", Node::fromJson),
                json.objects("disks", Disk::fromJson));
    }
}
