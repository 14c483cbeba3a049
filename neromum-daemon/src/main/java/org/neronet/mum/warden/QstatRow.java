package org.neronet.mum.warden;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.neronet.common.batch.QsubCall;
import org.neronet.mum.warden.JobReport.Phase;

/**
 * Tasks of mum's that are in one state, in the answer of {@code qstat -xml}; the user's other jobs are passed over.
 *
 * @param tasks such as {@code 7} or {@code 3-40:1,44}
 * @param state Grid Engine's letters, such as {@code qw}, {@code r}, {@code Eqw} or {@code dr}
 */
record QstatRow(String number, String token, String state, String queue, TaskRanges tasks) {
    private static final String JOB = "job_list";

    /** @throws XMLStreamException when the answer is no whole list */
    static List<QstatRow> parse(String xml) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reader = factory.createXMLStreamReader(new StringReader(xml));
        var rows = new ArrayList<QstatRow>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(JOB)) {
                of(fields(reader)).ifPresent(rows::add);
            }
        }
        return List.copyOf(rows);
    }

    private static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
        var fields = new HashMap<String, String>();
        var name = "";
        var text = new StringBuilder();
        for (int event = reader.next(); !isEnd(event, reader); event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                name = reader.getLocalName();
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                fields.putIfAbsent(name, text.toString().strip());
            }
        }
        return fields;
    }

    private static boolean isEnd(int event, XMLStreamReader reader) {
        return event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals(JOB);
    }

    private static Optional<QstatRow> of(Map<String, String> fields) {
        var name = fields.getOrDefault("JB_name", "");
        var number = fields.getOrDefault("JB_job_number", "");
        if (!name.matches(QsubCall.NAME + "[0-9a-f]{16}") || !number.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new QstatRow(
                number,
                name.substring(QsubCall.NAME.length()),
                fields.getOrDefault("state", ""),
                fields.getOrDefault("queue_name", ""),
                TaskRanges.parse(fields.getOrDefault("tasks", ""))));
    }

    /** Whether it waits for somebody to clear its error. */
    boolean isHeldByError() {
        return state.contains("E");
    }

    /** What is being deleted or is suspended still runs; so does what no one knows. */
    Phase phase() {
        return isHeldByError() || state.contains("q") ? Phase.PENDING : Phase.RUNNING;
    }

    /** @param error why it is held, in Grid Engine's words */
    JobReport report(int task, Optional<String> error) {
        var words = error.map(text -> JobReport.HELD + "Grid Engine holds it in state " + state + ": " + text)
                .orElse("qstat: " + state);
        return new JobReport(
                phase(),
                Optional.empty(),
                Optional.of(number + "_" + task),
                node(),
                Optional.empty(),
                Optional.empty(),
                words);
    }

    /** Of {@code all.q@node7}. */
    private Optional<String> node() {
        return Optional.of(queue.substring(queue.indexOf('@') + 1)).filter(name -> !name.isEmpty());
    }
}
