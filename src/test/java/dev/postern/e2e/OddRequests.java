package dev.postern.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests that two parsers may read in two ways: tables multiplied out, HTTP/1.1 as octets. Each asks for {@code /row-N} and most have {@code /hidden-N} behind them, for a
 * parser that ends the first one too early. Nothing says here which are good: whatever the gateway takes, the back end must see as one and the same request.
 */
final class OddRequests {

    private static final String HOST = "Host: localhost\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private final List<String> rows = new ArrayList<>();

    static List<String> all() {
        OddRequests odd = new OddRequests();
        odd.lengths();
        odd.codings();
        odd.names();
        odd.lines();
        odd.octets();
        odd.chunks();
        odd.targets();
        odd.connections();
        return List.copyOf(odd.rows);
    }

    private String hidden() {
        return "GET /hidden-" + rows.size() + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    private void post(String headers, String body) {
        rows.add("POST /row-" + rows.size() + " HTTP/1.1\r\n" + HOST + headers + "\r\n" + body + hidden());
    }

    private void lengths() {
        for (String value : List.of("4", "04", "0", "00", "+4", "-4", "-0", "4,4", "4, 4", "4;4", "4 ", " 4", "\t4", "4\t", "4\u000b", "0x4", "4.0", "4e0", "4_", "", " ", "\"4\"", "four", "4 4", "4\r\n 4",
                "18446744073709551620", "4294967300", "99999999999999999999999", "\u00b2", "\u0664")) {
            post("Content-Length: " + value + "\r\n", "abcd");
            post("Content-Length: 4\r\nContent-Length: " + value + "\r\n", "abcd");
            post("Content-Length: " + value + "\r\nContent-Length: 0\r\n", "abcd");
            post("Content-Length:" + value + "\r\n" + CHUNKED, "0\r\n\r\n");
        }
    }

    private void codings() {
        for (String value : List.of("chunked", "Chunked", "CHUNKED", " chunked", "\tchunked", "chunked ", "chunked\t", "chunked\u000b", "\u000bchunked", "chunked,", ",chunked", "chunked, chunked",
                "chunked,identity", "identity,chunked", "identity", "gzip, chunked", "chunked, gzip", "x", "chunkedx", "xchunked", "\"chunked\"", "'chunked'", "chunked;q=1", "chunked; a=b", "chunk", "\u0000chunked",
                "chunked\u0000", "c\u0000hunked", "[chunked]", "chunked\r\n", "\r\n chunked", "\r\n\tchunked", "chunked\r\n identity", "chun\u212aed", "", "none", "deflate")) {
            post("Transfer-Encoding: " + value + "\r\n", "0\r\n\r\n");
            post("Transfer-Encoding: " + value + "\r\nContent-Length: 5\r\n", "0\r\n\r\n");
            post("Content-Length: 5\r\nTransfer-Encoding: " + value + "\r\n", "0\r\n\r\n");
            post(CHUNKED + "Transfer-Encoding: " + value + "\r\n", "0\r\n\r\n");
        }
    }

    private void names() {
        for (String name : List.of("Transfer-Encoding", "Content-Length")) {
            String value = name.startsWith("T") ? "chunked" : "5";
            for (String odd : List.of(name + " ", name + "\t", " " + name, "\t" + name, name + "\u0000", "\u0000" + name, name + "\u000b", name.replace('-', '_'), name.replace('-', '.'), name.replace("-", ""),
                    name.toUpperCase(java.util.Locale.ROOT), name.toLowerCase(java.util.Locale.ROOT), "X: y\r" + name, "X: y\n" + name, "X:\n" + name, "X: y\r\r\n" + name, "Foo\r\n" + name, ":" + name, name + ":",
                    name + "\r\n ", "\"" + name + "\"", name + "\u00a0", name.replace('n', '\u0146'))) {
                post(odd + ": " + value + "\r\n", "0\r\n\r\n");
                post(odd + ": " + value + "\r\nContent-Length: 3\r\n", "0\r\n\r\n");
            }
        }
    }

    /** Every end of a line spelt otherwise, one at a time. */
    private void lines() {
        for (String end : List.of("\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", "\r\n ", "\u2028", "\u0085", "")) {
            for (int line = 0; line < 4; line++) {
                String[] ends = {"\r\n", "\r\n", "\r\n", "\r\n"};
                ends[line] = end;
                rows.add("POST /row-" + rows.size() + " HTTP/1.1" + ends[0] + "Host: localhost" + ends[1] + "Content-Length: 4" + ends[2] + ends[3] + "abcd" + hidden());
            }
        }
    }

    private void octets() {
        for (int octet = 0; octet < 0x100; octet = octet == 0x20 ? 0x7f : octet + 1) {
            if (octet < 0xa0 || octet % 16 == 0) {
                rows.add("GET /row-" + rows.size() + " HTTP/1.1\r\n" + HOST + "X-Odd: a" + (char) octet + "b\r\n\r\n");
                rows.add("GET /row-" + rows.size() + " HTTP/1.1\r\n" + HOST + "X-O" + (char) octet + "d: ab\r\n\r\n");
            }
        }
    }

    private void chunks() {
        for (String size : List.of("4", "04", "0000000000000004", "00000000000000000000000004", "4 ", " 4", "4\t", "+4", "-4", "0x4", "4;a", "4;a=b", "4 ; a=b", "4;a=\"b\"", "4;a=\"b\r\nc\"", "4;\n", "4;a\rb", "4\r",
                "4\n", "4;;", "4,4", "4\u0000", "4x", "x4", "", ";4", "100000004", "10000000000000004", "fffffffffffffffe", "4 4", "4;" + "e".repeat(200), "4;" + "e".repeat(2000), "\u0664")) {
            post(CHUNKED, size + "\r\nabcd\r\n0\r\n\r\n");
        }
        for (String tail : List.of("\r\n0\r\n\r\n", "\n0\r\n\r\n", "\r0\r\n\r\n", "0\r\n\r\n", "e\r\n0\r\n\r\n", "\r\n0\n\r\n", "\r\n0\r\n\n", "\r\n00\r\n\r\n", "\r\n0;a=b\r\n\r\n", "\r\n0 \r\n\r\n", "\r\n\r\n0\r\n\r\n",
                "\r\n0\r\nX: y\r\n\r\n", "\r\n0\r\nContent-Length: 9\r\n\r\n", "\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n", "\r\n0\r\nHost: other\r\n\r\n", "\r\n0\r\nX-Postern-Assertion: spoofed\r\n\r\n",
                "\r\n0\r\nX_Forwarded_For: spoofed\r\n\r\n", "\r\n0\r\nAuthorization: Bearer spoofed\r\n\r\n", "\r\n0\r\nX : y\r\n\r\n", "\r\n0\r\n X: y\r\n\r\n", "\r\n0\r\nX: y\r\n z\r\n\r\n", "\r\n0\r\nX\r\n\r\n", "\r\n0\r\nX: y\n\r\n",
                "\r\n0\r\nX: y\rZ: z\r\n\r\n", "\r\n0\r\n:\r\n\r\n", "\r\n0\r\nGET / HTTP/1.1\r\n\r\n", "\r\n-1\r\n\r\n", "\r\n0x0\r\n\r\n")) {
            post(CHUNKED, "4\r\nabcd" + tail);
        }
    }

    private void targets() {
        for (String target : List.of("/row-%d", "https://localhost/row-%d", "HTTPS://LOCALHOST/row-%d", "http://localhost/row-%d", "https://other/row-%d", "//row-%d", "/./row-%d", "/a/../row-%d", "/row-%d/", "/row-%d?a=b#c",
                "/row-%d?a b", "/row-%d\t", "/row-%d;x", "/row-%d%%2f", "/row-%d%%00", "/row-%d%%0d%%0a", "/row-%d?%%0d%%0aX:y", "/row-%d?q=\\", "/row-%d?q=<>\"{}|^`", "*", "row-%d", "localhost:443", "/row-%d HTTP/1.1\r\nX: y",
                "/row-%d%%41", "/row-%d%%c3%%a4", "/row-%d%%ff", "/row-%d+x", "/row-%d?+%%20", "/row-%d'(x)", "/row-%d\u00e4", "/%%72ow-%d", "https:///row-%d", "https://localhost:443/row-%d", "https://a@localhost/row-%d")) {
            for (String method : List.of("GET", "POST")) {
                rows.add(method + ' ' + target.formatted(rows.size()) + " HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n" + hidden());
            }
        }
        for (String line : List.of("GET /row-%d HTTP/1.0", "GET /row-%d HTTP/0.9", "GET /row-%d", "GET /row-%d HTTP/1.2", "GET /row-%d HTTP/2.0", "GET /row-%d http/1.1", "GET /row-%d HTTP/1.1 x", "GET  /row-%d HTTP/1.1",
                "GET\t/row-%d HTTP/1.1", "get /row-%d HTTP/1.1", "HEAD /row-%d HTTP/1.1", "PUT /row-%d HTTP/1.1", "PATCH /row-%d HTTP/1.1", "DELETE /row-%d HTTP/1.1", "OPTIONS /row-%d HTTP/1.1", "TRACE /row-%d HTTP/1.1",
                "CONNECT /row-%d HTTP/1.1", "PRI /row-%d HTTP/1.1", "FOO /row-%d HTTP/1.1", "G\u0000ET /row-%d HTTP/1.1", "GET /row-%d HTTP/01.1", "GET /row-%d HTTP/1.01")) {
            rows.add(line.formatted(rows.size()) + "\r\n" + HOST + "\r\n" + hidden());
            rows.add(line.formatted(rows.size()) + "\r\n" + HOST + "Content-Length: 4\r\n\r\nabcd" + hidden());
            rows.add(line.formatted(rows.size()) + "\r\n" + HOST + CHUNKED + "\r\n4\r\nabcd\r\n0\r\n\r\n" + hidden());
        }
    }

    private void connections() {
        for (String header : List.of("Connection: Content-Length", "Connection: Transfer-Encoding", "Connection: Host", "Connection: close, Content-Length", "Connection: keep-alive", "Connection: close", "Connection: X-Forwarded-For",
                "Keep-Alive: timeout=1", "Proxy-Connection: close", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA", "Upgrade: websocket",
                "Connection: Upgrade\r\nUpgrade: websocket", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Upgrade: TLS/1.0", "TE: chunked", "TE: trailers",
                "Trailer: Content-Length", "Expect: 100-continue", "Expect: 100-Continue", "Expect: x", "Expect: 100-continue, x", "Expect:", "Content-Encoding: gzip", "Content-Type: a\r\nContent-Type: b", "Range: bytes=0-0",
                "X-HTTP-Method-Override: DELETE", "Max-Forwards: 0", "Host: other", "Host:", "Content-Length : 0", "Sec-WebSocket-Key1: 4 @1", "Date: x", "Via: 1.0 x", "Cookie: a=b\r\nCookie: c=d")) {
            post(header + "\r\nContent-Length: 4\r\n", "abcd");
            post(header + "\r\n" + CHUNKED, "4\r\nabcd\r\n0\r\n\r\n");
            rows.add("GET /row-" + rows.size() + " HTTP/1.1\r\n" + HOST + header + "\r\n\r\n" + hidden());
        }
    }
}
