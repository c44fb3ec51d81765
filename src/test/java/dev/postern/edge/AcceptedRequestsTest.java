package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must pass, and in which spelling it arrives. */
class AcceptedRequestsTest {

    private static EdgeLab lab;

    @BeforeAll
    static void start() {
        lab = new EdgeLab(EdgeLab.ECHO);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static RawClient.Answer ask(String octets) {
        try (RawClient client = lab.connect("app.test")) {
            return client.ask(octets);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/                       | app.test       | GET app.test /",
        "/a/b?x=1&y=%zz'{}       | app.test       | GET app.test /a/b?x=1&y=%zz'{}",
        "/%7euser/%41%c3%a4      | app.test       | GET app.test /~user/A%C3%A4",
        "/a?                     | app.test       | GET app.test /a",
        "/a??b                   | app.test       | GET app.test /a??b",
        "/                       | APP.test       | GET app.test /",
        "/                       | app.test.      | GET app.test /",
        "/                       | app.test:8443  | GET app.test:8443 /",
        "https://app.test/x?y    | app.test       | GET app.test /x?y",
        "HTTPS://APP.TEST:443/x  | app.test       | GET app.test /x",
        "https://app.test        | app.test       | GET app.test /",
        "https://app.test?q      | app.test       | GET app.test /?q"})
    void arrivesCanonical(String target, String host, String expected) {
        RawClient.Answer answer = ask("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.body().startsWith(expected + " "), answer.body());
    }

    @Test
    void chunkedBodyArrives() {
        RawClient.Answer answer = ask("POST / HTTP/1.1\r\nHost: app.test\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n");
        assertTrue(answer.body().endsWith("body=abcde"), answer.body());
    }

    @Test
    void getMayCarryABody() {
        assertTrue(ask("GET / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 3\r\n\r\nabc").body().endsWith("body=abc"));
    }

    @Test
    void headHasNoBody() {
        try (RawClient client = lab.connect("app.test")) {
            client.send("HEAD / HTTP/1.1\r\nHost: app.test\r\n\r\nGET /next HTTP/1.1\r\nHost: app.test\r\n\r\n");
            String raw = client.drainUntil("/next");
            assertTrue(raw.indexOf("HTTP/1.1 200", 5) > 0 && !raw.contains("HEAD app.test"), raw);
        }
    }

    @Test
    void severalRequestsFollowEachOther() {
        try (RawClient client = lab.connect("app.test")) {
            for (int i = 0; i < 3; i++) {
                assertTrue(client.ask("GET /" + i + " HTTP/1.1\r\nHost: app.test\r\n\r\n").body().contains("/" + i + " "));
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        try (RawClient client = lab.connect("app.test")) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                all.append(i % 3 == 0 ? "POST /" + i + " HTTP/1.1\r\nHost: app.test\r\nContent-Length: 2\r\n\r\nxy" : "GET /" + i + " HTTP/1.1\r\nHost: app.test\r\n\r\n");
            }
            client.send(all.toString());
            for (int i = 0; i < 300; i++) {
                RawClient.Answer answer = client.answer();
                assertEquals(200, answer.status());
                assertTrue(answer.body().contains("/" + i + " ") && answer.body().endsWith(i % 3 == 0 ? "body=xy" : "body="), answer.body());
            }
        }
    }

    @Test
    void oneOctetAtATimeIsStillARequest() {
        try (RawClient client = lab.connect("app.test")) {
            for (char octet : "POST /slow HTTP/1.1\r\nHost: app.test\r\nContent-Length: 1\r\n\r\nx".toCharArray()) {
                client.send(String.valueOf(octet));
            }
            assertTrue(client.answer().body().endsWith("body=x"));
        }
    }

    @Test
    void otherUnderscoresPass() {
        assertEquals(200, ask("GET / HTTP/1.1\r\nHost: app.test\r\nmy_header: 1\r\nX.Y: 2\r\n\r\n").status());
    }

    @Test
    void upgradeToHttp2InClearIsNotHeard() {
        RawClient.Answer answer = ask("GET / HTTP/1.1\r\nHost: app.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");
        assertEquals(200, answer.status());
        assertEquals("", answer.header("upgrade"));
        assertFalse(Upgrade.requested(lab.handled.getLast()));
    }

    @Test
    void compressionIsNotOffered() {
        RawClient.Answer answer = ask("GET / HTTP/1.1\r\nHost: app.test\r\nAccept-Encoding: gzip, br\r\n\r\n");
        assertEquals("", answer.header("content-encoding"));
    }

    @Test
    void bodiesAreNotDecompressed() {
        assertTrue(ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc").body().endsWith("body=abc"));
    }

    @Test
    void everyAnswerCarriesARequestIdOfItsOwn() {
        List<String> ids = List.of(ask("GET / HTTP/1.1\r\nHost: app.test\r\nX-Request-Id: mine\r\n\r\n").header("x-request-id"), ask("GET / HTTP/1.1\r\nHost: app.test\r\n\r\n").header("x-request-id"));
        assertTrue(ids.stream().allMatch(id -> id.matches("[0-9a-f]{32}")) && ids.stream().distinct().count() == 2, ids.toString());
    }
}
