package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Requests that RFC 9112 and RFC 9110 say a server must not take, as octets on a real TLS connection. Each is refused once, and nothing behind it on the connection is read. */
class MalformedRequestsTest {

    private static EdgeLab lab;

    @BeforeAll
    static void start() {
        lab = new EdgeLab(EdgeLab.ECHO);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /** What is hidden behind each request: were it ever answered, there would be a second answer. */
    private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: app.test\r\n\r\n";

    private record Case(String name, int status, String octets) {}

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: app.test\r\n\r\n";
    }

    private static String with(String headers) {
        return "GET / HTTP/1.1\r\nHost: app.test\r\n" + headers + "\r\n\r\n";
    }

    private static String post(String headers, String body) {
        return "POST / HTTP/1.1\r\nHost: app.test\r\n" + headers + "\r\n\r\n" + body;
    }

    private static Stream<Case> cases() {
        return Stream.of(
                new Case("both framings", 400, post("Content-Length: 4\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                new Case("both framings, other order", 400, post("Transfer-Encoding: chunked\r\nContent-Length: 4", "0\r\n\r\n")),
                new Case("two lengths that differ", 400, post("Content-Length: 4\r\nContent-Length: 5", "aaaa")),
                new Case("two lengths alike", 400, post("Content-Length: 4\r\nContent-Length: 4", "aaaa")),
                new Case("length list", 400, post("Content-Length: 4, 4", "aaaa")),
                new Case("length with plus", 400, post("Content-Length: +4", "aaaa")),
                new Case("negative length", 400, post("Content-Length: -1", "")),
                new Case("hexadecimal length", 400, post("Content-Length: 0x4", "aaaa")),
                new Case("length that overflows", 400, post("Content-Length: 99999999999999999999", "a")),
                new Case("empty length", 400, post("Content-Length:", "aaaa")),
                new Case("length with a letter", 400, post("Content-Length: 4a", "aaaa")),
                new Case("length with inner blank", 400, post("Content-Length: 4 4", "aaaa")),
                new Case("coding gzip, chunked", 400, post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")),
                new Case("coding chunked, identity", 400, post("Transfer-Encoding: chunked, identity", "0\r\n\r\n")),
                new Case("coding identity", 400, post("Transfer-Encoding: identity", "")),
                new Case("coding xchunked", 400, post("Transfer-Encoding: xchunked", "0\r\n\r\n")),
                new Case("coding quoted", 400, post("Transfer-Encoding: \"chunked\"", "0\r\n\r\n")),
                new Case("coding twice", 400, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                new Case("coding twice, one of them another", 400, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", "0\r\n\r\n")),
                new Case("coding with vertical tab", 400, post("Transfer-Encoding: \u000bchunked", "0\r\n\r\n")),
                new Case("coding empty", 400, post("Transfer-Encoding:", "")),
                new Case("coding folded", 400, post("Transfer-Encoding:\r\n chunked", "0\r\n\r\n")),
                new Case("blank before colon", 400, with("Transfer-Encoding : chunked")),
                new Case("blank in a name", 400, with("X Y: 1")),
                new Case("folded header", 400, with("X-A: 1\r\n  2")),
                new Case("folded with tab", 400, with("X-A: 1\r\n\t2")),
                new Case("blank before the first header", 400, "GET / HTTP/1.1\r\n Host: app.test\r\n\r\n"),
                new Case("header without colon", 400, with("X-A")),
                new Case("empty header name", 400, with(": 1")),
                new Case("NUL in a value", 400, with("X-A: 1\u00002")),
                new Case("NUL in a name", 400, with("X\u0000A: 1")),
                new Case("bare CR in a value", 400, with("X-A: 1\r2")),
                new Case("bare LF ends a line", 400, "GET / HTTP/1.1\nHost: app.test\n\n"),
                new Case("bare LF in the headers", 400, "GET / HTTP/1.1\r\nHost: app.test\nX-A: 1\r\n\r\n"),
                new Case("escape in a value", 400, with("X-A: \u001b[2J")),
                new Case("delete in a value", 400, with("X-A: \u007f")),
                new Case("non-ASCII in a name", 400, with("X-\u00e4: 1")),
                new Case("parenthesis in a name", 400, with("X(A): 1")),
                new Case("no host", 400, "GET / HTTP/1.1\r\nX-A: 1\r\n\r\n"),
                new Case("two hosts", 400, with("Host: other.test")),
                new Case("two hosts alike", 400, with("Host: app.test")),
                new Case("host list", 400, "GET / HTTP/1.1\r\nHost: app.test, other.test\r\n\r\n"),
                new Case("empty host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                new Case("host with user information", 400, "GET / HTTP/1.1\r\nHost: user@app.test\r\n\r\n"),
                new Case("host with path", 400, "GET / HTTP/1.1\r\nHost: app.test/x\r\n\r\n"),
                new Case("host with a bad port", 400, "GET / HTTP/1.1\r\nHost: app.test:70000\r\n\r\n"),
                new Case("host with two dots at the end", 400, "GET / HTTP/1.1\r\nHost: app.test..\r\n\r\n"),
                new Case("host with underscore", 400, "GET / HTTP/1.1\r\nHost: app_x.test\r\n\r\n"),
                new Case("absolute form, other host", 400, "GET https://other.test/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("absolute form, other port", 400, "GET https://app.test:8443/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("absolute form, user information", 400, "GET https://a@app.test/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("absolute form, http", 400, "GET http://app.test/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("absolute form, no authority", 400, "GET https:///x HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("absolute form, fragment in authority", 400, "GET https://app.test#@other.test/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("other scheme", 400, "GET ftp://app.test/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("authority form", 400, get("app.test:443")),
                new Case("asterisk", 400, "OPTIONS * HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("relative target", 400, get("x")),
                new Case("encoded slash", 400, get("/a%2fb")),
                new Case("dot segments", 400, get("/a/../b")),
                new Case("encoded dot segments", 400, get("/a/%2e%2e/b")),
                new Case("backslash", 400, get("/a\\b")),
                new Case("double slash", 400, get("//a")),
                new Case("path parameter", 400, get("/a;x=1/b")),
                new Case("double encoding", 400, get("/%252e%252e/")),
                new Case("broken encoding", 400, get("/%zz")),
                new Case("NUL encoded", 400, get("/a%00b")),
                new Case("fragment", 400, get("/a#b")),
                new Case("fragment in the query", 400, get("/a?b#c")),
                new Case("non-ASCII in the path", 400, get("/\u00e4")),
                new Case("non-ASCII in the query", 400, get("/?\u00e4")),
                new Case("blank in the target", 400, get("/a b")),
                new Case("tab in the request line", 400, "GET\t/ HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("two blanks in the request line", 400, "GET  / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("blank after the version", 400, "GET / HTTP/1.1 \r\nHost: app.test\r\n\r\n"),
                new Case("blank before the method", 400, " GET / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("control octet before the method", 400, "\u0001GET / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("several empty lines before the request", 400, "\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("no version", 400, "GET /\r\nHost: app.test\r\n\r\n"),
                new Case("lower case version", 400, "GET / http/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: app.test\r\n\r\n"),
                new Case("HTTP/1.0 with coding", 400, "POST / HTTP/1.0\r\nHost: app.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                new Case("HTTP/0.9", 400, "GET / HTTP/0.9\r\nHost: app.test\r\n\r\n"),
                new Case("HTTP/1.2", 400, "GET / HTTP/1.2\r\nHost: app.test\r\n\r\n"),
                new Case("HTTP/2.0", 400, "GET / HTTP/2.0\r\nHost: app.test\r\n\r\n"),
                new Case("HTTP/2 prior knowledge", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                new Case("HTTP/11", 400, "GET / HTTP/11\r\nHost: app.test\r\n\r\n"),
                new Case("CONNECT", 405, "CONNECT app.test:443 HTTP/1.1\r\nHost: app.test:443\r\n\r\n"),
                new Case("TRACE", 405, "TRACE / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("unknown method", 405, "FROB / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("lower case method", 405, "get / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("method that is no token", 400, "GE(T / HTTP/1.1\r\nHost: app.test\r\n\r\n"),
                new Case("other expectation", 400, with("Expect: 200-ok")),
                new Case("two expectations", 400, with("Expect: 100-continue\r\nExpect: 100-continue")),
                new Case("two content types", 400, post("Content-Type: text/plain\r\nContent-Type: application/json\r\nContent-Length: 0", "")),
                new Case("draft WebSocket with unannounced octets", 400, with("Upgrade: WebSocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2")),
                new Case("underscore twin of ours", 400, with("X_Postern_Assertion: x")),
                new Case("underscore twin, one of two", 400, with("X-Forwarded_For: 1.2.3.4")),
                new Case("underscore twin, upper case", 400, with("X_FORWARDED_USER: admin")),
                new Case("dotted twin", 400, with("X.Real.IP: 1.2.3.4")),
                new Case("underscore twin of a configured header", 400, with("X_Corp_User: admin")),
                new Case("underscore twin of content-length", 400, with("Content_Length: 5")),
                new Case("target too long", 414, get("/" + "a".repeat(3000))),
                new Case("target a little too long", 414, get("/" + "a".repeat(2050))),
                new Case("headers too large", 431, with("X-A: " + "a".repeat(9000))),
                new Case("too many headers", 431, with("X-A: 1\r\n".repeat(60) + "X-B: 1")),
                new Case("cookies too large", 431, with("Cookie: a=" + "a".repeat(5000))),
                new Case("bad body length past the bound", 413, post("Content-Length: 2000000", "aaaa")));
    }

    @TestFactory
    Stream<DynamicTest> areRefused() {
        return cases().map(each -> DynamicTest.dynamicTest(each.name, () -> refused(each)));
    }

    private void refused(Case each) {
        int before = lab.handled.size();
        try (RawClient client = lab.connect("app.test")) {
            RawClient.Answer answer = client.ask(each.octets + SMUGGLED);
            assertEquals(each.status, answer.status());
            assertEquals("application/problem+json", answer.header("content-type"));
            assertEquals("close", answer.header("connection"));
            JsonObject problem = new JsonObject(answer.body());
            assertEquals(each.status, problem.getInteger("status"));
            assertEquals("urn:postern:reason:" + problem.getString("reason"), problem.getString("type"));
            assertEquals(answer.header("x-request-id"), problem.getString("id"));
            assertTrue(client.ended(), "the connection goes on");
        }
        assertTrue(lab.handled.stream().skip(before).noneMatch(facts -> facts.path().value().equals("/smuggled")), "the hidden request was read");
        if (each.status != 413) {
            assertEquals(before, lab.handled.size(), "the request was taken");
        }
    }

    private static Stream<Case> chunks() {
        return Stream.of(
                new Case("size that is no number", 0, "xyz\r\n"),
                new Case("negative size", 0, "-1\r\n"),
                new Case("size with 0x", 0, "0x4\r\naaaa\r\n0\r\n\r\n"),
                new Case("size that overflows", 0, "fffffffffffffffff\r\n"),
                new Case("empty size", 0, "\r\naaaa\r\n"),
                new Case("piece longer than its size", 0, "4\r\naaaaaa\r\n0\r\n\r\n"),
                new Case("carriage return alone in the size", 0, "0\r4\r\naaaa\r\n0\r\n\r\n"),
                new Case("carriage return alone in an extension", 0, "4;a\rb\r\naaaa\r\n0\r\n\r\n"),
                new Case("blank before the size", 0, " 4\r\naaaa\r\n0\r\n\r\n"),
                new Case("something after the size", 0, "4 x\r\naaaa\r\n0\r\n\r\n"),
                new Case("size of many zeroes", 0, "0".repeat(40) + "4\r\naaaa\r\n0\r\n\r\n"),
                new Case("endless extension", 0, "4;" + "a".repeat(300) + "\r\naaaa\r\n0\r\n\r\n"),
                new Case("control octet in an extension", 0, "4;\u0001\r\naaaa\r\n0\r\n\r\n"),
                new Case("carriage return alone after the data", 0, "4\r\naaaa\r0\r\n\r\n"),
                new Case("folded trailer", 0, "4\r\naaaa\r\n0\r\nX-A: 1\r\n 2\r\n\r\n"),
                new Case("line feed alone in a trailer", 0, "4\r\naaaa\r\n0\r\nX-A: 1\nX-B: 2\r\n\r\n"),
                new Case("line feed alone after the size", 0, "4\naaaa\r\n0\r\n\r\n"),
                new Case("line feed alone in an extension", 0, "4;a\nb\r\naaaa\r\n0\r\n\r\n"));
    }

    /** A body that breaks its framing ends the connection: what would come after it has no meaning. */
    @TestFactory
    Stream<DynamicTest> brokenChunksEndTheConnection() {
        return chunks().map(each -> DynamicTest.dynamicTest(each.name, () -> {
            int before = lab.handled.size();
            try (RawClient client = lab.connect("app.test")) {
                RawClient.Answer answer = client.ask(post("Transfer-Encoding: chunked", each.octets + SMUGGLED));
                assertTrue(answer.status() == 0 || answer.status() >= 400, "answered " + answer.status());
                assertTrue(client.ended());
            }
            assertTrue(lab.handled.stream().skip(before).noneMatch(facts -> facts.path().value().equals("/smuggled")));
        }));
    }
}
