package dev.postern.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.collector.ContentRefusedException;
import dev.postern.collector.OtlpEndpoint;
import dev.postern.collector.OtlpJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines as OTLP log records. The body of a record is the line itself, octet for octet, so that the chain can be verified from what a collector kept; number and hash are
 * attributes, by which it can drop what came twice. Each answer acknowledges its batch.
 */
final class OtlpCollector implements Collector {

    private static final int INFO = 9;
    private static final OtlpJson.Envelope ENVELOPE = new OtlpJson.Envelope(List.of("resourceLogs", "scopeLogs", "logRecords"), "postern.audit", AsciiJson.FACTORY);

    private final OtlpEndpoint endpoint;
    private final String version;
    private long taken;
    private boolean refusesContent;

    OtlpCollector(OtlpEndpoint endpoint, String version) {
        this.endpoint = endpoint;
        this.version = version;
    }

    @Override
    public void send(List<Line> lines) throws IOException {
        refusesContent = false;
        try {
            endpoint.post(ENVELOPE.around(lines, version, OtlpCollector::record));
            taken = lines.getLast().link().seq();
        } catch (ContentRefusedException refused) {
            refusesContent = true;
            throw refused;
        }
    }

    private static void record(Line line, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("timeUnixNano", line.facts().time().toEpochMilli() + "000000");
        json.writeNumberField("severityNumber", INFO);
        json.writeStringField("severityText", "INFO");
        json.writeObjectFieldStart("body");
        json.writeStringField("stringValue", new String(line.octets(), StandardCharsets.US_ASCII));
        json.writeEndObject();
        json.writeArrayFieldStart("attributes");
        OtlpJson.whole(json, "postern.audit.seq", line.link().seq());
        OtlpJson.text(json, "postern.audit.hash", line.link().hash());
        OtlpJson.text(json, "postern.audit.record", line.facts().kind());
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public long taken() {
        return taken;
    }

    @Override
    public void settle(Ask ask) {
        // Every answer has settled what it is about.
    }

    @Override
    public boolean refusesContent() {
        return refusesContent;
    }

    @Override
    public void reset() {
        endpoint.close();
    }
}
