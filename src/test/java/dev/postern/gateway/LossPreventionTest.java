package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.InvalidConfigException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data-loss prevention in the path of a request: what is found is masked, tokenised, encrypted, restored or refused, for whom the rules say so, and the record never has it. */
@QuarkusTest
@Tag("quarkus")
final class LossPreventionTest {

    private static final String CARD = "4012 8888 8888 1881";
    private static final String KEYS = """
            token cards AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            envelope fields AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            fingerprint audit AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            """;

    @Inject
    Vertx vertx;
    @Inject
    Surroundings surroundings;
    @TempDir
    Path dir;
    private Lab lab;
    private final AtomicReference<Buffer> arrived = new AtomicReference<>(Buffer.buffer());
    private final AtomicReference<MultiMap> reply = new AtomicReference<>(MultiMap.caseInsensitiveMultiMap());
    private final AtomicReference<Buffer> content = new AtomicReference<>(Buffer.buffer());

    @BeforeEach
    void lab() throws Exception {
        lab = new Lab(vertx, surroundings, dir);
        Files.writeString(dir.resolve("dlp-keys.txt"), KEYS);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            arrived.set(body);
            request.response().headers().addAll(reply.get());
            if (request.path().equals("/part")) {
                request.response().setStatusCode(206);
            }
            request.response().end(content.get());
        });
    }

    private void start(String profile) throws Exception {
        lab.start(Lab.app(lab.upstream(this::answer), ", inspect: {dlp: own}").replace("[finance]", "[staff]") + "dlp: [{name: own, keys: dlp-keys.txt, " + profile + "}]\n");
    }

    private void replies(String type, String text) {
        reply.set(MultiMap.caseInsensitiveMultiMap().add("content-type", type));
        content.set(Buffer.buffer(text));
    }

    private Call get(String path) throws Exception {
        return get("alice", path);
    }

    private Call get(String user, String path) throws Exception {
        return Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), path, Lab.bearer(lab.token(user)));
    }

    private Call post(String type, Buffer body, Map<String, String> more) throws Exception {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add("content-type", type).addAll(more);
        return Call.send(lab.client(HttpVersion.HTTP_1_1, Optional.of("laptop")), HttpMethod.POST, "/", headers, body);
    }

    private List<JsonObject> findings(int events) throws Exception {
        Lab.until(events + " events", () -> lab.events().size() == events);
        return lab.events().getLast().getJsonObject("postern").getJsonArray("findings").stream().map(JsonObject.class::cast).toList();
    }

    private void nothingOnRecord(String... values) throws IOException {
        String record = Files.readString(dir.resolve("audit.jsonl"));
        for (String value : values) {
            assertFalse(record.contains(value), value);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String gunzip(Buffer body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aCardInAnAnswerIsMaskedAndOnRecordWithoutItsNumber() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], action: mask, mask: {with: '*', keep-last: 4}}]");
        replies("application/json", "{\"name\":\"Ada\",\"card\":\"" + CARD + "\",\"id\":12}");
        Call call = get("/");
        assertEquals("{\"name\":\"Ada\",\"card\":\"**** **** **** 1881\",\"id\":12}", call.body().toString());
        assertEquals(Integer.toString(call.body().length()), call.headers().get("content-length"));
        JsonObject finding = findings(1).getFirst();
        assertEquals("CREDIT_CARD_NUMBER", finding.getString("rule"));
        assertEquals("response /card", finding.getString("place"));
        assertTrue(finding.getString("shown").startsWith("audit:"), finding.encode());
        nothingOnRecord(CARD, "8888");
        assertTrue(surroundings.meters().get("postern.findings").tag("rule", "CREDIT_CARD_NUMBER").counter().count() >= 1);
    }

    @Test
    void whatNothingIsFoundInPassesAsItCame() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], action: mask}]");
        replies("application/json", "{\"n\":1}");
        reply.get().add("etag", "\"v1\"").add("content-digest", "sha-256=:abc:");
        Call call = get("/");
        assertEquals(List.of("\"v1\"", "sha-256=:abc:", "7"), List.of(call.headers().get("etag"), call.headers().get("content-digest"), call.headers().get("content-length")));
        content.set(Buffer.buffer("{\"n\":\"" + CARD + "\"}"));
        Call changed = get("/");
        assertFalse(changed.headers().contains("etag") || changed.headers().contains("content-digest"));
    }

    @Test
    void oneIsShownAMaskAnotherAToken() throws Exception {
        start("""
                rules: [{types: [CREDIT_CARD_NUMBER], from: {users: [alice]}, in: response, action: mask, mask: {keep-last: 4}},
                  {types: [CREDIT_CARD_NUMBER], in: response, action: tokenise, tokens: {keep-first: 6, keep-last: 4}},
                  {types: [CREDIT_CARD_NUMBER], in: request, action: restore, tokens: {keep-first: 6, keep-last: 4}}]""");
        replies("application/json", "{\"card\":\"" + CARD + "\"}");
        assertEquals("{\"card\":\"XXXX XXXX XXXX 1881\"}", get("alice", "/").body().toString());
        String token = get("bob", "/").body().toJsonObject().getString("card");
        assertNotEquals(CARD, token);
        assertTrue(token.startsWith("4012 88") && token.endsWith("1881"), token);
        post("application/json", Buffer.buffer("{\"pay\":\"" + token + "\"}"), Map.of());
        assertEquals("{\"pay\":\"" + CARD + "\"}", arrived.get().toString(), "restored on its way in");
        nothingOnRecord(CARD);
    }

    @Test
    void aFieldIsEncryptedOnItsWayOutAndOpenedOnItsWayBack() throws Exception {
        start("""
                rules: [{types: [IBAN_CODE], in: request, action: encrypt}, {types: [IBAN_CODE], in: response, action: restore}]""");
        replies("text/plain", "");
        post("application/x-www-form-urlencoded", Buffer.buffer("to=DE89+3704+0044+0532+0130+00&n=5"), Map.of());
        String stored = arrived.get().toString();
        assertTrue(stored.startsWith("to=penc1.fields.") && stored.endsWith("&n=5"), stored);
        replies("text/plain", "sent to " + stored.substring(3, stored.length() - 4) + " today");
        assertEquals("sent to DE89 3704 0044 0532 0130 00 today", get("/").body().toString());
        nothingOnRecord("DE89", "3704");
    }

    @Test
    void anUploadThatMustNotLeaveIsRefusedAndToldWhy() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], in: request, action: block}]");
        Call refused = post("text/plain", Buffer.buffer("pay with " + CARD), Map.of());
        assertEquals("content.sensitive", refused.reason());
        assertTrue(refused.body().toString().contains("payment card number"), refused.body().toString());
        assertFalse(refused.body().toString().contains("8888"));
        assertEquals(0, arrived.get().length());
        assertEquals("content.sensitive", get("/?card=4012888888881881").reason(), "nor in a target");
        assertEquals("content.sensitive", get("/?card=4012%208888%208888%201881").reason());
        assertEquals("content.sensitive", post("application/json", Buffer.buffer(gzip("{\"c\":\"4012 \\u0038888 8888 1881\"}")), Map.of("content-encoding", "gzip")).reason());
        assertEquals(200, post("text/plain", Buffer.buffer("pay with 4012 8888 8888 1882"), Map.of()).status());
    }

    @Test
    void codingsAreTakenOffAndPutOnAgain() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], action: mask, mask: {keep-last: 4}}]");
        replies("application/json", "");
        reply.get().add("content-encoding", "gzip");
        content.set(Buffer.buffer(gzip("{\"card\":\"" + CARD + "\"}")));
        Call call = get("/");
        assertEquals("gzip", call.headers().get("content-encoding"));
        assertEquals("{\"card\":\"XXXX XXXX XXXX 1881\"}", gunzip(call.body()));
    }

    @Test
    void whatCannotBeReadIsRefusedOrPassesAsTheProfileSays() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], action: block}], response: {unreadable: pass}");
        assertEquals("content.uninspected", post("text/plain", Buffer.buffer("x"), Map.of("content-encoding", "compress")).reason());
        assertEquals("content.uninspected", post("text/plain; charset=klingon", Buffer.buffer("x"), Map.of()).reason());
        assertEquals("content.uninspected", post("text/plain", Buffer.buffer("x".repeat(3 << 20)), Map.of()).reason());
        replies("text/plain", "half");
        reply.get().add("content-range", "bytes 0-3/8");
        assertEquals("half", get("/part").body().toString());
        assertEquals("unreadable", findings(4).getFirst().getString("rule"));
    }

    @Test
    void aPartOfADocumentIsNotPassedOnAsIfItHadBeenLookedInto() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], action: mask}]");
        replies("text/plain", "4012 8888");
        assertEquals("content.response-refused", get("/part").reason());
    }

    @Test
    void streamsPassAsTheyAreLookedInto() throws Exception {
        start("rules: [{types: [CREDIT_CARD_NUMBER], action: mask, mask: {keep-last: 4}}], response: {delivery: stream}");
        String text = "The quick brown fox. ".repeat(20_000);
        replies("text/plain", text + CARD + " " + text);
        String passed = get("/").body().toString();
        assertEquals(text.length() * 2 + CARD.length() + 1, passed.length());
        assertTrue(passed.equals(text + "XXXX XXXX XXXX 1881 " + text), "but for the card, as it came");
    }

    @Test
    void reportingChangesNothing() throws Exception {
        start("mode: report, rules: [{types: [CREDIT_CARD_NUMBER], action: block}]");
        replies("text/plain", "card " + CARD);
        reply.get().add("etag", "\"v1\"");
        Call call = get("/?c=4012888888881881");
        assertEquals("card " + CARD, call.body().toString());
        assertEquals("\"v1\"", call.headers().get("etag"));
        assertEquals(2, findings(1).size());
        assertEquals(200, post("multipart/form-data; boundary=b", upload(zip("a.txt", CARD)), Map.of()).status());
        assertEquals("CREDIT_CARD_NUMBER", findings(2).getFirst().getString("rule"));
    }

    @Test
    void rulesLookAtFieldsAndThresholds() throws Exception {
        start("""
                rules: [{types: [US_SSN], fields: [/people/*/tax], action: mask, mask: {style: text, with: '[gone]'}}, {types: [US_SSN], threshold: 100, action: block}]""");
        replies("application/json", "{\"people\":[{\"tax\":\"ssn 856-45-6789\",\"note\":\"856-45-6789\"}]}");
        assertEquals("{\"people\":[{\"tax\":\"ssn [gone]\",\"note\":\"856-45-6789\"}]}", get("/").body().toString());
    }

    @Test
    void theRecordMasksWhatStandsInAPath() throws Exception {
        start("rules: [{types: [EMAIL_ADDRESS], action: report}]");
        get("/accounts/DE89370400440532013000?4012888888881881=x");
        JsonObject request = lab.events().getFirst().getJsonObject("http_request");
        assertTrue(request.encode().contains("/accounts/XXXXXXXXXXXXXXXXXX3000"), request.encode());
        nothingOnRecord("DE8937", "401288888");
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static Buffer upload(byte[] file) {
        return Buffer.buffer("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.bin\"\r\n\r\n").appendBytes(file).appendString("\r\n--b--\r\n");
    }

    /** What a review tried to get past: each is refused, held or streamed. */
    @ParameterizedTest
    @ValueSource(strings = {"hold", "stream"})
    void nothingHidesBehindSomethingElse(String delivery) throws Exception {
        start("custom: [{type: ORDER, pattern: '[0-9]{16}/[0-9]{2}', confidence: 100}], request: {delivery: " + delivery + "}, "
                + "rules: [{types: [ORDER], from: {users: [bob]}, action: report}, {types: [CREDIT_CARD_NUMBER, credential], action: block}]");
        String key = "-----BEGIN PRIVATE KEY-----\n" + "MC4CAQAwBQYDK2VwBCIEIHo3R1pQeWJ5Zk1sQ0Z4d2tqVHhLZ2pQbHVtRnVz\n".repeat(3) + "-----END PRIVATE KEY-----\n";
        Map<String, String> plain = Map.of();
        assertRefused(post("application/json", Buffer.buffer("{\"card\":\"" + CARD + "\",\"x\":\"%PDF-1.4\"}"), plain), "behind the mark of a PDF");
        assertRefused(post("application/octet-stream", Buffer.buffer(zip("a.txt", CARD)), plain), "in an archive");
        assertRefused(post("application/octet-stream", Buffer.buffer(zip(CARD, "x")), plain), "as the name of an entry");
        assertRefused(post("application/octet-stream", Buffer.buffer(zip("a.bin", "\0" + CARD)), plain), "behind a zero octet");
        assertRefused(post("multipart/form-data; boundary=b", upload(zip("a.txt", CARD)), plain), "in an archive in a part");
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(zip("a.txt", CARD));
        }
        assertRefused(post("application/octet-stream", Buffer.buffer(coded.toByteArray()), Map.of("content-encoding", "gzip")), "in a coded archive");
        byte[] padded = coded.toByteArray();
        Buffer withExtra = Buffer.buffer().appendBytes(padded, 0, 3).appendByte((byte) 4).appendBytes(padded, 4, 6).appendUnsignedShortLE(60_000).appendBytes(new byte[60_000])
                .appendBytes(padded, 10, padded.length - 10);
        assertRefused(post("application/octet-stream", withExtra, Map.of("content-encoding", "gzip")), "behind a long head of a coding");
        assertRefused(post("text/csv", Buffer.buffer(key), plain), "over the fields of a table");
        assertRefused(post("text/plain", Buffer.buffer("4012888888881881/77"), plain), "within what a rule for others is about");
        assertEquals(200, post("multipart/form-data; boundary=b", upload(zip("a.txt", "nothing")), plain).status());
    }

    private static void assertRefused(Call call, String how) {
        assertEquals("403 content.sensitive", call.status() + " " + (call.status() == 200 ? "" : call.reason()), how);
    }

    @Test
    void theRecordMasksWhatStandsInAPlace() throws Exception {
        start("rules: [{types: [EMAIL_ADDRESS], action: report}]");
        post("application/json", Buffer.buffer("{\"4012888888881881\":{\"mail\":\"ada@example.com\"}}"), Map.of());
        get("/p/4012%208888%208888%201881");
        Lab.until("2 events", () -> lab.events().size() == 2);
        nothingOnRecord("401288888", "8888%201881", "8888 8888");
    }

    @Test
    void mistakesAreToldAtTheirPlace() {
        InvalidConfigException wrong = assertThrows(InvalidConfigException.class, () -> lab.start(Lab.app(lab.upstream(this::answer), ", inspect: {dlp: other}") + """
                dlp:
                  - {name: own, rules: [{types: [CREDIT_CARD], action: tokenise}, {types: [CREDIT_CRAD], action: mask}, {types: [all], action: restore}]}
                """));
        assertTrue(wrong.getMessage().contains("there is no profile of data-loss prevention 'other'"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("there is no key for this"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("there is no info type 'CREDIT_CRAD'"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("types are to be restored"), wrong.getMessage());
    }
}
