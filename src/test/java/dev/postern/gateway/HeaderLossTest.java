package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data-loss prevention in headers and trailers, and headers that tell of a body it changed. */
@QuarkusTest
@Tag("quarkus")
final class HeaderLossTest {

    private static final String CARD = "4012 8888 8888 1881";
    private static final String MASKED = "XXXX XXXX XXXX 1881";
    private static final String MASK = "{types: [CREDIT_CARD_NUMBER], action: mask, mask: {keep-last: 4}}";

    @Inject
    Vertx vertx;
    @Inject
    Surroundings surroundings;
    @TempDir
    Path dir;
    private Lab lab;
    private final AtomicReference<MultiMap> arrived = new AtomicReference<>(MultiMap.caseInsensitiveMultiMap());
    private final AtomicReference<Buffer> body = new AtomicReference<>(Buffer.buffer());
    private final MultiMap reply = MultiMap.caseInsensitiveMultiMap();
    private final MultiMap trailers = MultiMap.caseInsensitiveMultiMap();
    private volatile String content = "";
    private volatile int status = 200;

    @BeforeEach
    void lab() throws Exception {
        lab = new Lab(vertx, surroundings, dir);
        Files.writeString(dir.resolve("dlp-keys.txt"), """
                token cards AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
                envelope fields AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
                """);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void answer(HttpServerRequest request) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        request.body().onSuccess(all -> {
            arrived.set(headers);
            body.set(all);
            request.response().setStatusCode(status).headers().addAll(reply);
            if (trailers.isEmpty()) {
                request.response().end(content);
            } else {
                request.response().setChunked(true).write(content);
                request.response().trailers().addAll(trailers);
                request.response().end();
            }
        });
    }

    private void start(String profile) throws Exception {
        lab.start(Lab.app(lab.upstream(this::answer), ", inspect: {dlp: own}").replace("[finance]", "[staff]") + "dlp: [{name: own, keys: dlp-keys.txt, " + profile + "}]\n");
    }

    private Call get(Map<String, String> more) throws Exception {
        return Call.send(lab.client(HttpVersion.HTTP_1_1, Optional.of("laptop")), HttpMethod.GET, "/", signedIn().addAll(more), Buffer.buffer());
    }

    private Call post(String text, Map<String, String> more) throws Exception {
        return Call.send(lab.client(HttpVersion.HTTP_1_1, Optional.of("laptop")), HttpMethod.POST, "/", signedIn().add("content-type", "text/plain").addAll(more), Buffer.buffer(text));
    }

    private MultiMap signedIn() throws Exception {
        return MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice")));
    }

    @Test
    void anApplicationsHeadersAreMaskedBothWays() throws Exception {
        start("rules: [" + MASK + "]");
        reply.add("X-Paid-With", "card " + CARD).add("X-Paid-With", "cash").add("X-Other", "as it is");
        Call call = get(Map.of("X-Note", "no. " + CARD + ", thanks", "X-Json", "{\"card\":\"4012\\u0038888 8888 1881\"}"));
        assertEquals("no. " + MASKED + ", thanks", arrived.get().get("x-note"));
        assertFalse(arrived.get().get("x-json").contains("8888"), arrived.get().get("x-json"));
        assertEquals(List.of("card " + MASKED, "cash"), call.headers().getAll("x-paid-with"));
        assertEquals("as it is", call.headers().get("x-other"));
        Lab.until("1 event", () -> lab.events().size() == 1);
        String record = Files.readString(dir.resolve("audit.jsonl"));
        assertTrue(record.contains("request header:x-note") && record.contains("response header:x-paid-with") && !record.contains("8888 8888"), record);
    }

    @Test
    void aTokenInAHeaderIsRestoredForWhomItMay() throws Exception {
        start("rules: [{types: [IBAN_CODE], in: request, action: encrypt}, {types: [IBAN_CODE], in: response, fields: ['header:X-Account'], action: restore}]");
        get(Map.of("X-Account", "DE89 3704 0044 0532 0130 00"));
        String sealed = arrived.get().get("x-account");
        assertTrue(sealed.startsWith("penc1.fields."), sealed);
        reply.add("X-Account", sealed).add("X-Elsewhere", sealed);
        Call call = get(Map.of());
        assertEquals("DE89 3704 0044 0532 0130 00", call.headers().get("x-account"));
        assertEquals(sealed, call.headers().get("x-elsewhere"));
    }

    /** What was found in a body may have lines; a header may not. */
    @Test
    void whatIsRestoredDoesNotBreakIntoAnotherHeader() throws Exception {
        start("custom: [{type: NOTE, pattern: 'note\\sX-Admin: yes', confidence: 100}], rules: [{types: [NOTE], in: response, action: encrypt}, {types: [NOTE], in: request, action: restore}]");
        content = "note\nX-Admin: yes";
        String sealed = get(Map.of()).body().toString();
        assertTrue(sealed.startsWith("penc1.fields."), sealed);
        assertEquals("content.uninspected", get(Map.of("X-Note", sealed)).reason());
        assertNull(arrived.get().get("x-admin"));
    }

    /** With every type there is: browsers and frameworks go on working. */
    @Test
    void whatBelongsInAHeaderIsNoAlarm() throws Exception {
        start("rules: [{types: [all], action: block}]");
        String jwt = lab.token("bob");
        reply.add("Date", "Fri, 27 Nov 2026 12:00:00 GMT").add("Last-Modified", "Fri, 27 Nov 2026 12:00:00 GMT").add("ETag", "\"33a64df551425fcc55e4d42a148795d9f25f89d4\"")
                .add("Set-Cookie", "app=" + jwt + "; Path=/; HttpOnly; Expires=Fri, 27 Nov 2026 13:00:00 GMT").add("Server", "Apache/2.4.58.1").add("Via", "1.1 10.0.0.7")
                .add("Location", "https://app.corp.test/callback#access_token=" + jwt).add("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        status = 303;
        Call call = get(Map.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36", "Referer", "https://app.corp.test/users?at=1",
                "Cookie", "_ga=GA1.2.1234567890.1700000000; app=" + jwt, "If-Modified-Since", "Fri, 27 Nov 2026 12:00:00 GMT", "X-CSRF-Token", "kz9Vt3mPq7Xw2LrB8nYc5HsD1fGj6KaQ",
                "X-Api-Key", "sk_live_4eC39HqLyjWDarjtT1zdp7dc0123456789", "X-Request-Id", "6fe0d2b4-9f7a-4a0f-8c1e-7d3b5a9f0c11", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Sec-CH-UA", "\"Chromium\";v=\"120.0.6099.109\""));
        assertEquals(303, call.status(), () -> call.body().toString());
        assertTrue(call.headers().get("location").endsWith(jwt));
    }

    @Test
    void aRuleThatNamesAHeaderIsAboutAllItNames() throws Exception {
        start("rules: [{types: [credential], fields: ['header:X-Api-Key'], action: block}]");
        String secret = "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc0123456789";
        assertEquals("content.sensitive", get(Map.of("X-API-Key", secret)).reason());
        assertEquals(200, get(Map.of("X-Other", secret)).status());
        assertEquals(200, post("key=" + secret, Map.of()).status(), "nor in a field of this name");
        assertEquals("{\"header:x-api-key\":\"" + secret + "\"}", sent("{\"header:x-api-key\":\"" + secret + "\"}"));
    }

    private String sent(String text) throws Exception {
        post(text, Map.of());
        return body.get().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "stream"})
    void nothingHidesInAHeader(String delivery) throws Exception {
        start("request: {delivery: " + delivery + "}, rules: [{types: [US_SSN], fields: ['header:x-note'], action: report}, {types: [CREDIT_CARD_NUMBER], action: block}]");
        String digits = "4012888888881881";
        Map<String, Map<String, String>> tried = Map.of(
                "an application's", Map.of("X-Note", CARD),
                "a browser's", Map.of("User-Agent", "Mozilla " + digits),
                "a cookie", Map.of("Cookie", "a=b; c=" + digits),
                "another scheme of authorisation", Map.of("X-Auth-Token", digits),
                "a parameter of the type", Map.of("X-A", "b", "Accept", "text/plain;v=" + digits),
                "escaped", Map.of("X-Note", "%34%30%31%32%38888%38888%31881"),
                "in quotes", Map.of("X-Note", "\"4\\0\\1\\2888888881881\""),
                "behind a decoy", Map.of("X-Note", "ssn 078-05-1121 and %34012888888881881"),
                "a name", Map.of("X-" + digits, "y"),
                "what is conditional", Map.of("If-Match", "\"" + digits + "\""));
        for (Map.Entry<String, Map<String, String>> one : tried.entrySet()) {
            Call call = get(one.getValue());
            assertEquals(403, call.status(), one.getKey());
            assertEquals("content.sensitive", call.reason(), one.getKey());
        }
        assertTrue(arrived.get().isEmpty());
        MultiMap twice = signedIn().add("X-Note", "nothing").add("X-Note", CARD);
        assertEquals(403, Call.send(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), HttpMethod.GET, "/", twice, Buffer.buffer()).status(), "a second line");
        reply.add("Location", "/paid?card=" + digits);
        assertEquals("content.response-sensitive", get(Map.of()).reason());
    }

    /** A masked cookie or address would be worse than none. */
    @Test
    void whatWouldBeChangedOutsideOfAnApplicationsHeadersIsRefused() throws Exception {
        start("rules: [" + MASK + "]");
        assertEquals("content.sensitive", get(Map.of("Cookie", "c=4012888888881881")).reason());
        reply.add("Set-Cookie", "c=4012888888881881");
        assertEquals("content.response-sensitive", get(Map.of()).reason());
    }

    @Test
    void trailersThatMustNotPassAreLeftOut() throws Exception {
        start("rules: [" + MASK + "]");
        content = "nothing";
        trailers.add("X-Sum", "fine").add("X-Card", CARD);
        Call call = Call.send(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), HttpMethod.GET, "/", signedIn(), Buffer.buffer());
        assertEquals("nothing", call.body().toString());
        assertEquals("fine", call.trailers().get("x-sum"));
        assertNull(call.trailers().get("x-card"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "stream"})
    void digestsOfAChangedRequestGo(String delivery) throws Exception {
        start("request: {delivery: " + delivery + "}, rules: [" + MASK + "]");
        Map<String, String> told = Map.of("Content-Digest", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", "Repr-Digest", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:",
                "Digest", "SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=", "Content-MD5", "Q2hlY2sgSW50ZWdyaXR5IQ==", "Signature", "sig=:YWJj:", "If-Match", "\"v1\"");
        assertEquals(200, post("pay with " + CARD, told).status());
        assertEquals("pay with " + MASKED, body.get().toString());
        for (String name : List.of("content-digest", "repr-digest", "digest", "content-md5")) {
            assertNull(arrived.get().get(name), name);
        }
        assertEquals("sig=:YWJj:", arrived.get().get("signature"), "who verifies it sees what happened");
        assertEquals("\"v1\"", arrived.get().get("if-match"), "is about another body");
        post("nothing to see", told);
        assertEquals(delivery.equals("hold"), arrived.get().contains("content-digest"), "nobody knows before the end of a stream");
    }

    @Test
    void digestsOfAChangedAnswerGoFromItsTrailersToo() throws Exception {
        start("rules: [" + MASK + "]");
        content = "card " + CARD;
        trailers.add("Content-Digest", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:").add("X-Sum", "fine");
        Call call = Call.send(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), HttpMethod.GET, "/", signedIn(), Buffer.buffer());
        assertEquals("card " + MASKED, call.body().toString());
        assertNull(call.trailers().get("content-digest"));
    }
}
