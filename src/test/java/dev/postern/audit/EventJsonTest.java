package dev.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.audit.AuditEvent.What;
import dev.postern.config.AuditConfig.OnFull;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    @Test
    void theLineOfAnExchange() {
        assertEquals("""
                {"seq":1,"prev":"0000000000000000000000000000000000000000000000000000000000000000",\
                "category_uid":4,"class_uid":4002,"activity_id":6,"type_uid":400206,"time":1772366400005,"duration":12,\
                "severity_id":1,"status_id":1,"action_id":1,"disposition_id":1,\
                "metadata":{"version":"1.7.0","uid":"id-5","correlation_uid":"4bf92f3577b34da6a3ce929d0e0e4736","profiles":["security_control"],\
                "product":{"name":"Postern","vendor_name":"Postern","version":"0.1.0"}},\
                "actor":{"user":{"name":"user:alice@corp","groups":[{"name":"finance"},{"name":"staff"}]}},\
                "device":{"name":"enrolled:laptop-17","type_id":0},"src_endpoint":{"ip":"192.0.2.1"},"proxy_endpoint":{"ip":"198.51.100.2"},\
                "session":{"uid":"5f2a"},\
                "http_request":{"http_method":"POST","url":{"hostname":"ledger.corp.test","path":"/entries/5"},"user_agent":"curl/8","version":"HTTP/2","uid":"id-5"},\
                "http_response":{"code":201},"traffic":{"bytes_in":12,"bytes_out":34},\
                "policy":{"name":"finance-on-managed","version":"v7"},\
                "postern":{"query":["page","q"],"route":"ledger","reason":"","detail":"","shadow":["deny:block-weekends"],\
                "upstream":"https://ledger:8443","end":"completed","first_byte":7}}""", line(Events.event(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n{\"seq\":1}", "\r\n", "\u0000\u001b[2J\u0007\b\t", "\u007f\u0080\u009b", "\u2028\u2029\u202e\u2066\u200b\ufeff", "\ud800", "\udc00x",
            "\udc00\ud800", "\"},{\"", "\\", "\ud83d\ude00", "</script>"})
    void noValueCanLeaveItsPlace(String hostile) {
        String line = line(Events.hostile(hostile));
        assertTrue(line.chars().allMatch(c -> c >= 0x20 && c < 0x7f), line);
        JsonObject read = new JsonObject(line);
        assertEquals(1, read.getLong("seq"));
        String mended = new String(hostile.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
        assertEquals(mended, read.getJsonObject("http_request").getString("user_agent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\ud83d\ude00", "\ud800"})
    void aLineIsBoundedWhateverIsRecorded(String piece) {
        String line = line(Events.hostile(piece.repeat(200_000)));
        assertTrue(line.length() < ChainWriter.MAX_LINE_BYTES, "length " + line.length());
        assertTrue(new JsonObject(line).getJsonObject("http_request").getString("user_agent").length() <= 256);
        assertTrue(new JsonObject(line).getJsonObject("actor").getJsonObject("user").getJsonArray("groups").size() == 33);
    }

    @Test
    void aQueryValueThatStrayedIntoANameOrAPathIsLeftOut() {
        AuditEvent plain = Events.event(1);
        AuditEvent event = new AuditEvent(plain.id(), plain.trace(), plain.time(), plain.duration(), plain.client(),
                new What("GET", "a.test", "/p?token=hunter2", List.of("token=hunter2"), "HTTP/1.1", ""), plain.decision(), plain.outcome(), List.of());
        assertFalse(line(event).contains("hunter2"));
        assertTrue(line(event).contains("\"query\":[\"token\"]"));
    }

    private static String line(AuditEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ChainWriter(Link.GENESIS, Events.settings(OnFull.REFUSE, 1)).append(new Entry.Exchange(event), 0, out);
        return out.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
