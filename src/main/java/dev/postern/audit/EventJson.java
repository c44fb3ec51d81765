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
        number(Field.CATEGORY_UID, 4);
        number(Field.CLASS_UID, 4002);
        number(Field.ACTIVITY_ID, activity);
        number(Field.TYPE_UID, 400200 + activity);
        number(Field.TIME, event.time().toEpochMilli());
        number(Field.DURATION, event.duration().toMillis());
        number(Field.SEVERITY_ID, event.decision().allowed() ? 1 : 2);
        number(Field.STATUS_ID, failed ? 2 : 1);
        number(Field.ACTION_ID, event.decision().allowed() ? 1 : 2);
        number(Field.DISPOSITION_ID, event.decision().allowed() ? 1 : 2);
        metadata(event, version);
        who(event.client());
        what(event);
        policy(event.decision());
        postern(event);
    }

    private void metadata(AuditEvent event, String version) throws IOException {
        object(Field.METADATA);
        string(Field.VERSION, "1.7.0");
        text(Field.UID, event.id(), SHORT);
        if (event.trace().isPresent()) {
            text(Field.CORRELATION_UID, event.trace().get(), SHORT);
        }
        strings(Field.PROFILES, PROFILES, SHORT);
        product(json, Field.PRODUCT, version);
        json.writeEndObject();
    }

    static void product(JsonGenerator json, Field field, String version) throws IOException {
        EventJson writer = new EventJson(json);
        writer.object(field);
        writer.string(Field.NAME, "Postern");
        writer.string(Field.VENDOR_NAME, "Postern");
        writer.text(Field.VERSION, version, SHORT);
        json.writeEndObject();
    }

    private void who(AuditEvent.Who client) throws IOException {
        object(Field.ACTOR);
        object(Field.USER);
        text(Field.NAME, client.principal(), LABEL);
        array(Field.GROUPS);
        for (String group : Text.cut(client.groups(), LIST, SHORT)) {
            json.writeStartObject();
            string(Field.NAME, group);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        object(Field.DEVICE);
        text(Field.NAME, client.device(), LABEL);
        number(Field.TYPE_ID, 0);
        json.writeEndObject();
        object(Field.SRC_ENDPOINT);
        text(Field.IP, client.address(), SHORT);
        json.writeEndObject();
        object(Field.PROXY_ENDPOINT);
        text(Field.IP, client.peer(), SHORT);
        json.writeEndObject();
        if (client.session().isPresent()) {
            object(Field.SESSION);
            text(Field.UID, client.session().get(), SHORT);
            json.writeEndObject();
        }
    }

    private void what(AuditEvent event) throws IOException {
        AuditEvent.What request = event.request();
        object(Field.HTTP_REQUEST);
        text(Field.HTTP_METHOD, request.method(), SHORT);
        object(Field.URL);
        text(Field.HOSTNAME, request.authority(), NAME);
        text(Field.PATH, Text.before('?', request.path()), PATH);
        json.writeEndObject();
        text(Field.USER_AGENT, request.userAgent(), NAME);
        text(Field.VERSION, request.protocol(), SHORT);
        text(Field.UID, event.id(), SHORT);
        json.writeEndObject();
        object(Field.HTTP_RESPONSE);
        number(Field.CODE, event.outcome().status());
        json.writeEndObject();
        object(Field.TRAFFIC);
        number(Field.BYTES_IN, event.outcome().bytesIn());
        number(Field.BYTES_OUT, event.outcome().bytesOut());
        json.writeEndObject();
    }

    private void policy(AuditEvent.Why decision) throws IOException {
        object(Field.POLICY);
        text(Field.NAME, decision.rule(), NAME);
        text(Field.VERSION, decision.policyVersion(), SHORT);
        json.writeEndObject();
    }

    /** What OCSF has no word for; the object stays open for what the chain adds. */
    private void postern(AuditEvent event) throws IOException {
        object(Field.POSTERN);
        List<String> query = new ArrayList<>(event.request().queryNames());
        query.replaceAll(name -> Text.before('=', name));
        strings(Field.QUERY, query, 64);
        why(event.decision());
        how(event.outcome());
        if (!event.findings().isEmpty()) {
            findings(event.findings());
        }
    }

    /** Which rules, the first findings in detail, and how many there are in all. */
    private void findings(List<Finding> findings) throws IOException {
        List<String> rules = findings.stream().map(finding -> finding.inspector() + ':' + finding.rule()).distinct().toList();
        array(Field.RULES);
        for (String rule : Text.cut(rules, RULES, 24)) {
            json.writeString(rule);
        }
        json.writeEndArray();
        number(Field.FINDINGS_COUNT, findings.size());
        array(Field.FINDINGS);
        for (Finding finding : findings.subList(0, Math.min(findings.size(), AuditEvent.MOST_FINDINGS))) {
            json.writeStartObject();
            text(Field.INSPECTOR, finding.inspector(), 32);
            text(Field.RULE, finding.rule(), 48);
            text(Field.WHAT, finding.what(), 128);
            text(Field.PLACE, finding.place(), 64);
            text(Field.SHOWN, finding.shown(), 48);
            number(Field.SCORE, finding.score());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void why(AuditEvent.Why decision) throws IOException {
        text(Field.ROUTE, decision.route(), SHORT);
        text(Field.REASON, decision.reason(), SHORT);
        text(Field.DETAIL, decision.detail(), DETAIL);
        strings(Field.SHADOW, decision.shadow(), SHORT);
        if (!decision.without().isEmpty()) {
            strings(Field.WITHOUT, decision.without(), SHORT);
        }
    }

    private void how(AuditEvent.How outcome) throws IOException {
        text(Field.UPSTREAM, outcome.upstream(), NAME);
        string(Field.END, ENDS.get(outcome.end()));
        if (outcome.firstByte().isPresent()) {
            number(Field.FIRST_BYTE, outcome.firstByte().get().toMillis());
        }
    }

    private void text(Field field, String value, int max) throws IOException {
        string(field, Text.cut(value, max));
    }

    private void strings(Field field, List<String> values, int length) throws IOException {
        array(field);
        for (String value : Text.cut(values, LIST, length)) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void string(Field field, String value) throws IOException {
        json.writeFieldName(field.written());
        json.writeString(value);
    }

    private void number(Field field, long value) throws IOException {
        json.writeFieldName(field.written());
        json.writeNumber(value);
    }

    private void object(Field field) throws IOException {
        json.writeFieldName(field.written());
        json.writeStartObject();
    }

    private void array(Field field) throws IOException {
        json.writeFieldName(field.written());
        json.writeStartArray();
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
