package org.neronet.mum.warden;

import java.util.Map;

/** Slurm's words for why a job waits, with what they mean where that is not plain. */
final class SlurmReason {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("Priority", "jobs of higher priority are first"),
            Map.entry("Resources", "waits for free CPUs, memory, GPUs or nodes"),
            Map.entry("Dependency", "waits for another job"),
            Map.entry("DependencyNeverSatisfied", "the job it waits for has ended otherwise; it never starts"),
            Map.entry("BeginTime", "its begin time has not come"),
            Map.entry("JobHeldUser", "held by you in Slurm: scontrol release"),
            Map.entry("JobHeldAdmin", "held by an administrator"),
            Map.entry("JobArrayTaskLimit", "as many of its array run as may"),
            Map.entry("ReqNodeNotAvail", "nodes it asks for are not available, perhaps reserved"),
            Map.entry("Reservation", "waits for a reservation"),
            Map.entry("Licenses", "waits for a licence"),
            Map.entry("PartitionDown", "the partition takes jobs but starts none now"),
            Map.entry("PartitionInactive", "the partition is switched off"),
            Map.entry("PartitionTimeLimit", "asks for more time than the partition allows; it never starts"),
            Map.entry("PartitionNodeLimit", "asks for more nodes than the partition allows; it never starts"),
            Map.entry("BadConstraints", "no node can ever run it"),
            Map.entry("NodeDown", "a node it needs is down"));

    private SlurmReason() {}

    /** Such as {@code Priority: jobs of higher priority are first}; empty when Slurm names no reason. */
    static String text(String word) {
        var plain = word.strip();
        if (plain.isEmpty() || plain.equals("None")) {
            return "";
        }
        var meaning = MEANINGS.get(plain.split("[, ]", 2)[0]);
        if (meaning != null) {
            return plain + ": " + meaning;
        }
        return plain.matches("(QOS|Assoc)\\w+") ? plain + ": a limit of your account or group is reached" : plain;
    }
}
