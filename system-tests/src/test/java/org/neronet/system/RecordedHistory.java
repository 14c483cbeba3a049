package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/**
 * All that a mum's journal says, read from its files alone, by other code than hers.
 *
 * @param damaged lines that are not as they were written, a torn last one of a segment left out
 */
record RecordedHistory(List<Fact> facts, List<AttemptKey> kept, List<String> damaged) {
    private static final int CRC_DIGITS = 8;

    /**
     * One event in the journal.
     *
     * @param record the number that a kid gave it, empty for what mum saw herself
     */
    record Fact(long seq, Optional<Long> record, Event event) {}

    /** @param journal the folder of {@code 000001.log} and so on */
    static RecordedHistory read(Path journal) {
        var history = new RecordedHistory(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (var files = Files.list(journal)) {
            files.filter(file -> file.getFileName().toString().matches("\\d{6}\\.log"))
                    .sorted()
                    .forEach(history::readSegment);
            return history;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readSegment(Path segment) {
        var lines = new String(Run.read(segment), StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean torn = i == lines.length - 1;
            if (isSound(lines[i])) {
                add(Json.parseObject(lines[i].substring(CRC_DIGITS + 1)));
            } else if (!torn) {
                damaged.add(segment.getFileName() + " line " + (i + 1));
            }
        }
    }

    private static boolean isSound(String line) {
        if (line.length() <= CRC_DIGITS) {
            return false;
        }
        var crc = new CRC32C();
        crc.update(line.substring(CRC_DIGITS + 1).getBytes(StandardCharsets.UTF_8));
        return line.startsWith(HexFormat.of().toHexDigits((int) crc.getValue()) + " ");
    }

    private void add(JsonObject line) {
        if (line.has("kept")) {
            kept.add(AttemptKey.fromJson(line.object("kept")));
        } else if (line.has("event")) {
            var event = EventJson.read(line.object("event"));
            facts.add(new Fact(line.integer("seq"), line.optionalInteger("record"), event));
        }
    }

    /** Each attempt's events in the order in which they were written. */
    Map<AttemptKey, List<Fact>> byAttempt() {
        return facts.stream().collect(Collectors.groupingBy(fact -> fact.event().key()));
    }
}
