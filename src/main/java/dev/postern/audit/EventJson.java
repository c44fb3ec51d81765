package dev.postern.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.inspect.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes one exchange in the field names of OCSF 1.7 (class 4002, HTTP Activity, with the Security Control profile), and what OCSF has no word for under {@code postern}.
 * Lengths of all values are bounded here, in characters, so that a line stays under {@link ChainWriter#MAX_LINE_BYTES}.
 */
final class EventJson {

    private static final int NAME = 256;
    private static final int LABEL = 512;
    private static final int PATH = 2048;
    private static final int DETAIL = 1024;
    private static final int SHORT = 128;
    private static final int LIST = 32;
    private static final int FINDINGS = 16;
    private static final int RULES = 128;
    private static final List<String> PROFILES = List.of("security_control");

    private static final Map<AuditEvent.End, String> ENDS = new EnumMap<>(AuditEvent.End.class);

    static {
        for (AuditEvent.End end : AuditEvent.End.values()) {
            ENDS.put(end, end.name().toLowerCase(Locale.ROOT));
        }
    }

    private final JsonGenerator json;

    private EventJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(AuditEvent event, String version, JsonGenerator json) throws IOException {
        new EventJson(json).fields(event, version);
    }

    private void fields(AuditEvent event, String version) throws IOException {
        int activity = activity(event.request().method());
        boolean failed = !event.decision().reason().isEmpty();
        json.writeNumberField("category_uid", 4);
        json.writeNumberField("class_uid", 4002);
        json.writeNumberField("activity_id", activity);
        json.writeNumberField("type_uid", 400200 + activity);
        json.writeNumberField("time", event.time().toEpochMilli());
        json.writeNumberField("duration", event.duration().toMillis());
        json.writeNumberField("severity_id", event.decision().allowed() ? 1 : 2);
        json.writeNumberField("status_id", failed ? 2 : 1);
        json.writeNumberField("action_id", event.decision().allowed() ? 1 : 2);
        json.writeNumberField("disposition_id", event.decision().allowed() ? 1 : 2);
        metadata(event, version);
        who(event.client());
        what(event);
        policy(event.decision());
        postern(event);
    }

    private void metadata(AuditEvent event, String version) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", "1.7.0");
        text("uid", event.id(), SHORT);
        if (event.trace().isPresent()) {
            text("correlation_uid", event.trace().get(), SHORT);
        }
        strings("profiles", PROFILES, SHORT);
        product(json, "product", version);
        json.writeEndObject();
    }

    static void product(JsonGenerator json, String field, String version) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("name", "Postern");
        json.writeStringField("vendor_name", "Postern");
        json.writeStringField("version", Text.cut(version, SHORT));
        json.writeEndObject();
    }

    private void who(AuditEvent.Who client) throws IOException {
        json.writeObjectFieldStart("actor");
        json.writeObjectFieldStart("user");
        text("name", client.principal(), LABEL);
        json.writeArrayFieldStart("groups");
        for (String group : Text.cut(client.groups(), LIST, SHORT)) {
            json.writeStartObject();
            json.writeStringField("name", group);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("device");
        text("name", client.device(), LABEL);
        json.writeNumberField("type_id", 0);
        json.writeEndObject();
        json.writeObjectFieldStart("src_endpoint");
        text("ip", client.address(), SHORT);
        json.writeEndObject();
        json.writeObjectFieldStart("proxy_endpoint");
        text("ip", client.peer(), SHORT);
        json.writeEndObject();
        if (client.session().isPresent()) {
            json.writeObjectFieldStart("session");
            text("uid", client.session().get(), SHORT);
            json.writeEndObject();
        }
    }

    private void what(AuditEvent event) throws IOException {
        AuditEvent.What request = event.request();
        json.writeObjectFieldStart("http_request");
        text("http_method", request.method(), SHORT);
        json.writeObjectFieldStart("url");
        text("hostname", request.authority(), NAME);
        text("path", Text.before('?', request.path()), PATH);
        json.writeEndObject();
        text("user_agent", request.userAgent(), NAME);
        text("version", request.protocol(), SHORT);
        text("uid", event.id(), SHORT);
        json.writeEndObject();
        json.writeObjectFieldStart("http_response");
        json.writeNumberField("code", event.outcome().status());
        json.writeEndObject();
        json.writeObjectFieldStart("traffic");
        json.writeNumberField("bytes_in", event.outcome().bytesIn());
        json.writeNumberField("bytes_out", event.outcome().bytesOut());
        json.writeEndObject();
    }

    private void policy(AuditEvent.Why decision) throws IOException {
        json.writeObjectFieldStart("policy");
        text("name", decision.rule(), NAME);
        text("version", decision.policyVersion(), SHORT);
        json.writeEndObject();
    }

    /** What OCSF has no word for; the object stays open for what the chain adds. */
    private void postern(AuditEvent event) throws IOException {
        json.writeObjectFieldStart("postern");
        List<String> query = new ArrayList<>(event.request().queryNames());
        query.replaceAll(name -> Text.before('=', name));
        strings("query", query, 64);
        why(event.decision());
        how(event.outcome());
        if (!event.findings().isEmpty()) {
            findings(event.findings());
        }
    }

    /** Which rules, the first findings in detail, and how many there are in all. */
    private void findings(List<Finding> findings) throws IOException {
        List<String> rules = findings.stream().map(finding -> finding.inspector() + ':' + finding.rule()).distinct().toList();
        json.writeArrayFieldStart("rules");
        for (String rule : Text.cut(rules, RULES, 24)) {
            json.writeString(rule);
        }
        json.writeEndArray();
        json.writeNumberField("findings_count", findings.size());
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings.subList(0, Math.min(findings.size(), FINDINGS))) {
            json.writeStartObject();
            text("inspector", finding.inspector(), 32);
            text("rule", finding.rule(), 48);
            text("what", finding.what(), 128);
            text("place", finding.place(), 64);
            text("shown", finding.shown(), 48);
            json.writeNumberField("score", finding.score());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void why(AuditEvent.Why decision) throws IOException {
        text("route", decision.route(), SHORT);
        text("reason", decision.reason(), SHORT);
        text("detail", decision.detail(), DETAIL);
        strings("shadow", decision.shadow(), SHORT);
        if (!decision.without().isEmpty()) {
            strings("without", decision.without(), SHORT);
        }
    }

    private void how(AuditEvent.How outcome) throws IOException {
        text("upstream", outcome.upstream(), NAME);
        json.writeStringField("end", ENDS.get(outcome.end()));
        if (outcome.firstByte().isPresent()) {
            json.writeNumberField("first_byte", outcome.firstByte().get().toMillis());
        }
    }

    private void text(String field, String value, int max) throws IOException {
        json.writeStringField(field, Text.cut(value, max));
    }

    private void strings(String field, List<String> values, int length) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : Text.cut(values, LIST, length)) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static int activity(String method) {
        return switch (method) {
            case "CONNECT" -> 1;
            case "DELETE" -> 2;
            case "GET" -> 3;
            case "HEAD" -> 4;
            case "OPTIONS" -> 5;
            case "POST" -> 6;
            case "PUT" -> 7;
            case "TRACE" -> 8;
            case "PATCH" -> 9;
            default -> 99;
        };
    }
}
