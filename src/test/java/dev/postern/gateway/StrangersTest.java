package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.audit.LogVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers do, and what is refused to those who are known, is all on record, in lines or in numbers, and keeps nobody else from being recorded. */
@QuarkusTest
@Tag("quarkus")
final class StrangersTest {

    @RegisterExtension
    final Lab lab = new Lab();

    private void start() throws Exception {
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ""));
    }

    private static Future<Call> ask(HttpClient client, String path, Map<String, String> headers) {
        return Call.start(client, HttpMethod.GET, path, MultiMap.caseInsensitiveMultiMap().addAll(headers), Buffer.buffer());
    }

    private List<JsonObject> crowds() throws Exception {
        return lab.lines().stream().map(line -> line.getJsonObject("postern")).filter(line -> "exchanges.counted".equals(line.getString("record"))).toList();
    }

    private long crowd() throws Exception {
        return crowds().stream().mapToLong(line -> line.getLong("exchanges")).sum();
    }

    private long lines(String path) throws Exception {
        return lab.events().stream().filter(event -> event.getJsonObject("http_request").getJsonObject("url").getString("path").equals(path)).count();
    }

    private static long sum(JsonObject counts) {
        return counts.stream().mapToLong(one -> ((Number) one.getValue()).longValue()).sum();
    }

    @Test
    void beyondTheirBudgetStrangersAreCountedAndTheKnownAreNot() throws Exception {
        lab.ingress("clients: {records: 1}");
        start();
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        for (int i = 0; i < 100; i++) {
            assertEquals(401, Call.get(client, "/strange", Map.of()).status());
            assertEquals(404, Call.get(client, "/known", Lab.bearer(lab.token("bob"))).status());
        }
        assertEquals(400, Call.get(client, "/a%2fb", Map.of()).status());
        Lab.until("everything to be on record", () -> lines("/strange") + lines("/a%2fb") + crowd() == 101);
        assertEquals(100, lines("/known"), "one by one, though refused");
        assertTrue(lines("/strange") >= 10 && lines("/strange") < 60, lines("/strange") + " lines of strangers");
        JsonObject one = crowds().getFirst();
        assertEquals(one.getLong("exchanges"), sum(one.getJsonObject("reasons")), one.encode());
        assertEquals(one.getLong("exchanges"), sum(one.getJsonObject("addresses")) + one.getLong("elsewhere"), one.encode());
        assertTrue(one.getJsonObject("reasons").containsKey("identity.sign-in-required"), one.encode());
        assertTrue(one.getLong("since") <= one.getLong("until"));
        assertTrue(lab.lines().stream().noneMatch(line -> line.getJsonObject("postern").containsKey("lost")), "nothing is lost");
    }

    @Test
    void allStrangersTogetherHaveABudgetToo() throws Exception {
        lab.ingress("clients: {records: 1000}");
        lab.audit("{file: audit.jsonl, strangers: 1}");
        start();
        HttpClient client = lab.client(HttpVersion.HTTP_1_1, Optional.empty());
        for (int i = 0; i < 50; i++) {
            assertEquals(401, Call.get(client, "/strange", Map.of()).status());
        }
        Lab.until("everything to be on record", () -> lines("/strange") + crowd() == 50);
        assertTrue(crowd() >= 20, crowd() + " counted");
    }

    @Test
    void signingInAndBeingSignedOutAreToldOneByOneWhateverStrangersDo() throws Exception {
        lab.ingress("clients: {records: 1}");
        start();
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        for (int i = 0; i < 60; i++) {
            Call.get(client, "/strange", Map.of());
        }
        new Surfer(lab, "alice", Optional.empty()).open("/.postern/");
        Lab.until("its line", () -> lab.events().stream().anyMatch(event -> "signed in at lab".equals(event.getJsonObject("postern").getString("detail"))));
    }

    /** Many more at once than the record's queue has places, by nobody and by somebody with an account: whoever else is known is served and recorded all the while. */
    @ParameterizedTest
    @ValueSource(strings = {"", "bob"})
    void aFloodOfRefusalsDoesNotMakeTheGateRefuse(String name) throws Exception {
        lab.ingress("clients: {records: 100000}");
        lab.audit("{file: audit.jsonl, queue: 40, strangers: 100000, refusals: 100000}");
        start();
        HttpClient flood = lab.client(HttpVersion.HTTP_2, Optional.empty());
        HttpClient known = lab.client(HttpVersion.HTTP_2, Optional.of("laptop"));
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        Map<String, String> flooding = name.isEmpty() ? Map.of() : Lab.bearer(lab.token(name));
        Call.get(known, "/known", alice);
        List<Future<Call>> answers = new ArrayList<>();
        int served = 0;
        for (int i = 0; i < 3_000; i++) {
            answers.add(ask(flood, "/strange", flooding));
            if (i % 100 == 99) {
                assertEquals(200, Call.get(known, "/known", alice).status(), "never refused for want of a place in the record");
                served++;
            }
        }
        for (Future<Call> answer : answers) {
            assertEquals(name.isEmpty() ? 401 : 404, Lab.await(answer).status());
        }
        Lab.until("everything to be on record", () -> lines("/strange") + crowd() == 3_000);
        assertEquals(served + 1, lines("/known"));
        assertTrue(crowd() > 0, "there was something to count");
        assertTrue(lab.lines().stream().noneMatch(line -> line.getJsonObject("postern").containsKey("lost")), "nothing is lost");
    }

    @Test
    void whatIsRefusedToSomebodyKnownIsCountedByNameBeyondTheirBudget() throws Exception {
        lab.audit("{file: audit.jsonl, refusals: 1}");
        start();
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        for (int i = 0; i < 60; i++) {
            assertEquals(404, Call.get(client, "/refused", Lab.bearer(lab.token("bob"))).status());
            assertEquals(200, Call.get(client, "/served", Lab.bearer(lab.token("alice"))).status());
        }
        Lab.until("everything to be on record", () -> lines("/refused") + crowd() == 60);
        assertTrue(lines("/refused") >= 10 && lines("/refused") < 50, lines("/refused") + " lines");
        assertEquals(60, lines("/served"), "what is served is recorded one by one");
        JsonObject one = crowds().getFirst();
        assertEquals(java.util.Set.of("user:bob@lab-api"), one.getJsonObject("principals").fieldNames(), one.encode());
        assertEquals(one.getLong("exchanges"), sum(one.getJsonObject("principals")) + one.getLong("others"), one.encode());
        assertTrue(one.getJsonObject("reasons").containsKey("policy.no-rule"), one.encode());
    }

    /** A limit is taken after the decision: what it refuses was allowed, and led nowhere all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"", "alice"})
    void whatALimitRefusesIsCountedToo(String name) throws Exception {
        lab.ingress("clients: {records: 1}");
        lab.audit("{file: audit.jsonl, refusals: 1}");
        lab.start(Lab.app(lab.upstream(request -> request.response().end("in")), ", limits: [few]").replace("groups: [finance]", "anyone: true")
                + "limits: [{name: few, by: address, requests: 1, period: 1h}]\n");
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        for (int i = 0; i < 60; i++) {
            assertEquals(i == 0 ? 200 : 429, Call.get(client, "/limited", name.isEmpty() ? Map.of() : Lab.bearer(lab.token(name))).status());
        }
        Lab.until("everything to be on record", () -> lines("/limited") + crowd() == 60);
        assertTrue(crowd() > 10, crowd() + " counted");
        assertTrue(crowds().getFirst().getJsonObject("reasons").containsKey("limit.rate"));
    }

    @Test
    void aRecordWithCountedLinesVerifies() throws Exception {
        lab.ingress("clients: {records: 1}");
        start();
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        for (int i = 0; i < 40; i++) {
            Call.get(client, "/strange", Map.of());
        }
        lab.gateway().close();
        assertTrue(Files.readString(lab.dir.resolve("audit.jsonl")).contains("\"record\":\"exchanges.counted\""), "told in the end at the latest");
        assertTrue(LogVerifier.verify(lab.dir.resolve("audit.jsonl")).intact());
    }
}
