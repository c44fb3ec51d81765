package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Reason;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What refused people and programs are told, and what they are not told. */
class AnswersTest {

    private static final AtomicReference<EdgeLab.Behind> BEHIND = new AtomicReference<>();
    private static EdgeLab lab;

    @BeforeAll
    static void start() {
        lab = new EdgeLab((downstream, facts, answers) -> BEHIND.get().handle(downstream, facts, answers));
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static RawClient.Answer ask(EdgeLab.Behind behind, String headers) {
        BEHIND.set(behind);
        try (RawClient client = lab.connect("app.test")) {
            return client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n" + headers + "\r\n");
        }
    }

    private static EdgeLab.Behind refusing(Reason reason, String detail) {
        return (downstream, facts, answers) -> answers.refuse(downstream, Denial.of(reason, detail));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsAProblemDocument(Reason reason) {
        RawClient.Answer answer = ask(refusing(reason, "detail-for-the-audit"), "");
        JsonObject problem = new JsonObject(answer.body());
        assertEquals(reason.status(), answer.status());
        assertEquals("application/problem+json", answer.header("content-type"));
        assertEquals(reason.code(), problem.getString("reason"));
        assertEquals("urn:postern:reason:" + reason.code(), problem.getString("type"));
        assertEquals(reason.status(), problem.getInteger("status"));
        assertEquals(reason.advice(), problem.getString("detail"));
        assertEquals(answer.header("x-request-id"), problem.getString("id"));
        assertEquals("urn:postern:request:" + problem.getString("id"), problem.getString("instance"));
        assertFalse(problem.getString("title").isBlank() || answer.body().contains("detail-for-the-audit"));
        assertHardened(answer);
        assertEquals(reason.status() == 401, !answer.header("www-authenticate").isEmpty());
        assertEquals(reason.status() == 405, !answer.header("allow").isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonIsAPageForAPerson(Reason reason) {
        RawClient.Answer answer = ask(refusing(reason, "detail-for-the-audit"), "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nAccept: text/html\r\n");
        assertEquals(reason.status(), answer.status());
        assertEquals("text/html; charset=utf-8", answer.header("content-type"));
        assertTrue(answer.body().startsWith("<!DOCTYPE html>") || answer.body().startsWith("<!doctype html>"), answer.body().substring(0, 40));
        assertTrue(answer.body().contains(answer.header("x-request-id")) && answer.body().contains(reason.code()));
        assertFalse(answer.body().contains("detail-for-the-audit"));
        assertHardened(answer);
    }

    private static void assertHardened(RawClient.Answer answer) {
        assertEquals("no-store", answer.header("cache-control"));
        assertEquals("nosniff", answer.header("x-content-type-options"));
        assertEquals("no-referrer", answer.header("referrer-policy"));
        assertTrue(answer.header("strict-transport-security").startsWith("max-age="));
        assertTrue(answer.header("content-security-policy").contains("default-src 'none'"));
        assertTrue(answer.header("date").matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"), answer.header("date"));
        assertEquals("", answer.header("server"));
    }

    /** Who may not know that a route exists learns nothing from how the refusal looks. */
    @Test
    void hiddenAndMissingLookTheSame() {
        RawClient.Answer missing = ask(refusing(Reason.ROUTE_NOT_FOUND, "no route"), "");
        RawClient.Answer hidden = ask(refusing(Reason.ROUTE_NOT_FOUND, "route ledger, rule finance denies"), "");
        assertEquals(missing.status(), hidden.status());
        assertEquals(missing.body().replace(missing.header("x-request-id"), ""), hidden.body().replace(hidden.header("x-request-id"), ""));
        assertEquals(missing.headers().keySet(), hidden.headers().keySet());
    }

    @Test
    void extraHeadersAndTouchesArrive() {
        RawClient.Answer answer = ask((downstream, facts, answers) -> answers.refuse(downstream, Refusal.of(Denial.of(Reason.RATE_LIMITED, "x"), Audience.PERSON)
                .withHeaders(MultiMap.caseInsensitiveMultiMap().add("Retry-After", "7")).withView(view -> view.withPerson("alice"))), "");
        assertEquals("7", answer.header("retry-after"));
        assertTrue(answer.body().contains("alice"));
    }

    @Test
    void refusedHeadHasTheHeadersAndNoBody() {
        BEHIND.set(refusing(Reason.POLICY_DENIED, "x"));
        try (RawClient client = lab.connect("app.test")) {
            client.send("HEAD / HTTP/1.1\r\nHost: app.test\r\n\r\n");
            String head = client.drainUntil("\r\n\r\n");
            assertTrue(head.startsWith("HTTP/1.1 403") && head.toLowerCase(java.util.Locale.ROOT).contains("content-length: "), head);
            BEHIND.set((downstream, facts, answers) -> downstream.respond(ResponseHead.of(200), Buffer.buffer("next")));
            assertEquals("next", client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").body());
        }
    }

    @Test
    void connectionLivesOnAfterARefusal() {
        BEHIND.set(refusing(Reason.POLICY_DENIED, "x"));
        try (RawClient client = lab.connect("app.test")) {
            for (int i = 0; i < 3; i++) {
                assertEquals(403, client.ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").status());
            }
        }
    }

    @Test
    void redirectStaysHere() {
        RawClient.Answer answer = ask((downstream, facts, answers) -> answers.redirect(downstream,
                Redirect.within("/.postern/sign-in?to=%2Fx", MultiMap.caseInsensitiveMultiMap().add("Set-Cookie", "a=b"))), "");
        assertEquals(303, answer.status());
        assertEquals("/.postern/sign-in?to=%2Fx", answer.header("location"));
        assertEquals("a=b", answer.header("set-cookie"));
        assertHardened(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.test/", "/\\evil.test", "https://evil.test/", "javascript:alert(1)", "", "x", "/a\r\nSet-Cookie: x", "/a b", "\\/evil.test", "/\t/evil.test"})
    void redirectElsewhereIsRefused(String location) {
        assertThrows(IllegalArgumentException.class, () -> Redirect.within(location, MultiMap.caseInsensitiveMultiMap()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Sec-Fetch-Mode=navigate;Sec-Fetch-Dest=document;Accept=text/html | PERSON",
        "Sec-Fetch-Mode=navigate                           | PERSON",
        "Sec-Fetch-Mode=navigate;Sec-Fetch-Dest=iframe     | PERSON",
        "Sec-Fetch-Mode=navigate;Sec-Fetch-Dest=empty      | PROGRAM",
        "Sec-Fetch-Mode=cors;Accept=text/html              | PROGRAM",
        "Sec-Fetch-Mode=no-cors;Sec-Fetch-Dest=image       | PROGRAM",
        "Sec-Fetch-Mode=websocket                          | PROGRAM",
        "Accept=text/html,application/xhtml+xml,*/*;q=0.8  | PERSON",
        "Accept=TEXT/HTML                                  | PERSON",
        "Accept=*/*                                        | PROGRAM",
        "Accept=application/json                           | PROGRAM",
        "Accept=text/html;q=0                              | PROGRAM",
        "Accept=text/htmlx                                 | PROGRAM",
        "Accept=text/html;X-Requested-With=XMLHttpRequest  | PROGRAM",
        "Accept=text/html;Authorization=Bearer x           | PROGRAM",
        "User-Agent=Mozilla/5.0                            | PROGRAM"})
    void audience(String headers, Audience expected) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (String header : headers.strip().replace("html;q", "html~q").replace("*/*;q", "*/*~q").split(";")) {
            map.add(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1).replace('~', ';'));
        }
        assertEquals(expected, Audience.of(Headers.of(map)));
    }

    @Test
    void withoutHeadersItIsAProgram() {
        assertEquals(Audience.PROGRAM, Audience.of(Headers.of(Map.of())));
    }

    // --- switching protocols

    private static final String UPGRADE = "GET / HTTP/1.1\r\nHost: app.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static final EdgeLab.Behind TUNNEL = (downstream, facts, answers) -> {
        assertTrue(Upgrade.requested(facts));
        downstream.upgrade(MultiMap.caseInsensitiveMultiMap().add("Connection", "Upgrade").add("Upgrade", "websocket").add("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
                .onSuccess(socket -> socket.handler(socket::write));
    };

    @Test
    void upgradedConnectionIsATunnel() {
        BEHIND.set(TUNNEL);
        int before = lab.closings.size();
        try (RawClient client = lab.connect("app.test")) {
            RawClient.Answer answer = client.ask(UPGRADE + "\r\n");
            assertEquals(101, answer.status());
            assertEquals("websocket", answer.header("upgrade"));
            client.send("GET /not-http HTTP/1.1\r\n\r\n");
            assertTrue(client.drainUntil("\r\n\r\n").startsWith("GET /not-http"));
        }
        EdgeLab.eventually(() -> lab.closings.size() > before && lab.closings.getLast() == Closing.COMPLETED);
    }

    @Test
    void octetsAheadOfTheUpgradeEndIt() {
        BEHIND.set((downstream, facts, answers) -> downstream.context().owner().setTimer(200, late -> TUNNEL.handle(downstream, facts, answers)));
        try (RawClient client = lab.connect("app.test")) {
            client.send(UPGRADE + "\r\nGET /smuggled HTTP/1.1\r\nHost: app.test\r\n\r\n");
            assertEquals(0, client.answer().status());
            assertTrue(lab.handled.stream().noneMatch(facts -> facts.path().value().equals("/smuggled")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade: h2c", "Upgrade: websocket, h2c", "Upgrade: TLS/1.0", "Upgrade: WebSocketX"})
    void onlyWebSocketIsAnUpgrade(String header) {
        ask((downstream, facts, answers) -> downstream.respond(ResponseHead.of(200), Buffer.buffer("" + Upgrade.requested(facts))),
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n" + header + "\r\n");
        assertFalse(Upgrade.requested(lab.handled.getLast()));
    }
}
