package org.neronet.mum.warden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.batch.QsubCall;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.warden.JobReport.Phase;

/** One ended task in the answer of {@code qacct -j}: its fields by name. */
record QacctRow(Map<String, String> fields) {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([KMGT]?).*");
    private static final Pattern MEMORY = Pattern.compile("(?:^|[ ,])[a-z_]*vmem=([^ ,]+)");
    private static final int MIGRATING = 24;
    private static final int RESCHEDULING = 25;
    private static final int LIMIT = 37;
    private static final int KILLED = 100;
    private static final double NEARLY = 0.9;

    static List<QacctRow> parse(String qacct) {
        var rows = new ArrayList<QacctRow>();
        for (var block : qacct.split("(?m)^=+\\s*$")) {
            var fields = new HashMap<String, String>();
            block.lines().forEach(line -> {
                var words = line.strip().split("\\s+", 2);
                fields.put(words[0], words.length > 1 ? words[1].strip() : "");
            });
            if (fields.containsKey("jobnumber") && fields.containsKey("failed")) {
                rows.add(new QacctRow(Map.copyOf(fields)));
            }
        }
        return rows;
    }

    /** The {@link JobRef#id()} that it answers for; numbers of jobs come again, the token does not. */
    String id() {
        return text("jobname").replaceFirst("^" + QsubCall.NAME, "") + "." + text("taskid");
    }

    /** False for a task that Grid Engine has taken back to run again. */
    boolean isEnd() {
        return failed() != MIGRATING && failed() != RESCHEDULING;
    }

    JobReport report() {
        int status = number("exit_status");
        return new JobReport(
                Phase.ENDED,
                Optional.of(end(status)),
                Optional.of(text("jobnumber") + "_" + text("taskid")),
                Optional.of(text("hostname")).filter(name -> !name.isEmpty()),
                Optional.of(status),
                status > 128 ? Optional.of(status - 128) : Optional.empty(),
                "qacct: failed " + text("failed").replaceFirst("\\s+:", ":") + ", exit status " + status);
    }

    private AttemptState end(int status) {
        return switch (failed()) {
            case 0 -> status == 0 ? AttemptState.FINISHED : AttemptState.FAILED;
            case LIMIT -> usedItsMemory() ? AttemptState.OUT_OF_MEMORY : AttemptState.TIMED_OUT;
            case KILLED -> status > 128 ? AttemptState.TERMINATED : AttemptState.FAILED;
            default -> AttemptState.FAILED;
        };
    }

    private boolean usedItsMemory() {
        var asked = MEMORY.matcher(text("category"));
        return asked.find() && bytes(text("maxvmem")) >= NEARLY * bytes(asked.group(1));
    }

    private static double bytes(String text) {
        var m = NUMBER.matcher(text);
        return m.matches()
                ? Double.parseDouble(m.group(1)) * Math.pow(1024, " KMGT".indexOf((m.group(2) + " ").charAt(0)))
                : 0;
    }

    private int failed() {
        return number("failed");
    }

    private int number(String name) {
        var digits = text(name).split("\\D", 2)[0];
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    private String text(String name) {
        return fields.getOrDefault(name, "");
    }
}
