package dev.postern.trace;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.collector.OtlpJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Writes spans as the body of a request to {@code /v1/traces} (OpenTelemetry Protocol 1.x), in ASCII. */
final class SpanJson {

    private static final OtlpJson.Envelope ENVELOPE =
            new OtlpJson.Envelope(List.of("resourceSpans", "scopeSpans", "spans"), "postern", new JsonFactoryBuilder().highestNonEscapedChar(127).build());
    private static final int ERROR = 2;
    private static final int FLAGS = 0x101; // sampled; and whether the parent is remote is known
    private static final int REMOTE = 0x200;

    private SpanJson() {}

    static byte[] request(List<Span> spans, String version) throws IOException {
        return ENVELOPE.around(spans, version, SpanJson::span);
    }

    private static void span(Span span, JsonGenerator json) throws IOException {
        Span.Told told = span.told();
        json.writeStartObject();
        ids(span.at(), json);
        if (span.parent().isPresent()) {
            json.writeStringField("parentSpanId", span.parent().get());
        }
        json.writeNumberField("flags", FLAGS | (told.kind() == Span.Kind.SERVER && span.parent().isPresent() ? REMOTE : 0));
        json.writeStringField("name", told.name());
        json.writeNumberField("kind", told.kind().number);
        json.writeStringField("startTimeUnixNano", nanos(span.time().begin()));
        json.writeStringField("endTimeUnixNano", nanos(span.time().end()));
        json.writeArrayFieldStart("attributes");
        for (Attribute attribute : told.attributes()) {
            switch (attribute) {
                case Attribute.Text text -> OtlpJson.text(json, text.key(), text.value());
                case Attribute.Whole whole -> OtlpJson.whole(json, whole.key(), whole.value());
            }
        }
        json.writeEndArray();
        if (span.link().isPresent()) {
            json.writeArrayFieldStart("links");
            json.writeStartObject();
            ids(span.link().get(), json);
            json.writeEndObject();
            json.writeEndArray();
        }
        if (told.error().isPresent()) {
            json.writeObjectFieldStart("status");
            json.writeNumberField("code", ERROR);
            json.writeStringField("message", told.error().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void ids(TraceContext at, JsonGenerator json) throws IOException {
        json.writeStringField("traceId", at.traceId());
        json.writeStringField("spanId", at.spanId());
        if (!at.state().isEmpty()) {
            json.writeStringField("traceState", at.state());
        }
    }

    /** Digits, not a number: beyond what a double holds. */
    private static String nanos(Instant at) {
        return Long.toString(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()));
    }
}
