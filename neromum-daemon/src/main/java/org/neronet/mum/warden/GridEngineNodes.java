package org.neronet.mum.warden;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.neronet.common.wire.ClusterNodes;
import org.neronet.common.wire.ClusterNodes.Node;
import org.neronet.common.wire.ClusterNodes.Partition;

/** Grid Engine's hosts and queues, from one {@code qhost -q -xml}. */
final class GridEngineNodes {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Partition> queues = new LinkedHashMap<>();

    private GridEngineNodes() {}

    static ClusterNodes ask(WardenTools tools) throws InterruptedException {
        var complex = tools.settings().gridEngine().gpuComplex();
        var words = new ArrayList<>(List.of("qhost", "-q", "-xml"));
        complex.ifPresent(name -> words.addAll(List.of("-F", name)));
        try {
            return parse(NodeQuestion.ask(words, tools), complex.orElse("gpu"));
        } catch (XMLStreamException e) {
            throw NodeQuestion.silent("qhost", e.getMessage(), e);
        }
    }

    /** @param complex the resource that counts GPUs */
    static ClusterNodes parse(String xml, String complex) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reader = factory.createXMLStreamReader(new StringReader(xml));
        var found = new GridEngineNodes();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("host")) {
                found.host(reader, complex);
            }
        }
        return new ClusterNodes(List.copyOf(found.queues.values()), found.nodes, List.of());
    }

    private void host(XMLStreamReader reader, String complex) throws XMLStreamException {
        var name = reader.getAttributeValue(null, "name");
        var values = new HashMap<String, String>();
        var here = new LinkedHashMap<String, Map<String, String>>();
        while (!(reader.next() == XMLStreamConstants.END_ELEMENT
                && reader.getLocalName().equals("host"))) {
            if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
                value(reader, values, here);
            }
        }
        long cpus = number(values.getOrDefault("num_proc", ""));
        if (cpus > 0) {
            here.forEach(this::queue);
            nodes.add(node(name, cpus, values, here, complex));
        }
    }

    private static void value(
            XMLStreamReader reader, Map<String, String> values, Map<String, Map<String, String>> queues)
            throws XMLStreamException {
        var field = reader.getAttributeValue(null, "name");
        switch (reader.getLocalName()) {
            case "hostvalue", "resourcevalue" ->
                values.put(field, reader.getElementText().strip());
            case "queuevalue" -> {
                var queue = reader.getAttributeValue(null, "qname");
                queues.computeIfAbsent(queue, name -> new HashMap<>())
                        .put(field, reader.getElementText().strip());
            }
            default -> {
                // The element of a queue, whose values follow.
            }
        }
    }

    private void queue(String name, Map<String, String> values) {
        long slots = number(values.getOrDefault("slots", ""));
        long free = Math.max(0, slots - number(values.getOrDefault("slots_used", "")));
        var state = values.getOrDefault("state_string", "");
        var here = new Partition(
                name, false, state.isEmpty() ? "up" : state, Optional.empty(), 1, slots, Optional.of(free));
        queues.merge(
                name,
                here,
                (one, other) -> new Partition(
                        name,
                        false,
                        one.state().equals(other.state()) ? one.state() : "mixed",
                        Optional.empty(),
                        one.nodes() + 1,
                        one.cpus() + slots,
                        one.freeCpus().map(before -> before + free)));
    }

    private static Node node(
            String name,
            long cpus,
            Map<String, String> values,
            Map<String, Map<String, String>> queues,
            String complex) {
        var total = NodeQuestion.bytes(values.getOrDefault("mem_total", ""));
        var used = NodeQuestion.bytes(values.getOrDefault("mem_used", ""));
        long gpus = Math.round(decimal(values.getOrDefault(complex, "")));
        return new Node(
                name,
                List.copyOf(queues.keySet()),
                values.getOrDefault("load_avg", "-").equals("-") ? "no answer" : "up",
                cpus,
                Optional.empty(),
                Optional.ofNullable(values.get("load_avg")).filter(load -> load.matches("[0-9.]+")),
                total,
                total.flatMap(all -> used.map(some -> all - some)),
                gpus,
                // What qhost tells is what is left.
                gpus == 0 ? Optional.empty() : Optional.of(gpus));
    }

    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    private static double decimal(String text) {
        return text.matches("\\d{1,9}(\\.\\d+)?") ? Double.parseDouble(text) : 0;
    }
}
