package dev.postern.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * HTTP/2 requests that read in two ways once they are HTTP/1.1: tables multiplied out, field by field. Each asks for {@code /row-N}, and most have {@code /hidden-N} where a line
 * that ends too early, or a body whose end is elsewhere, would make a request of it. Nothing says here which are good.
 */
final class OddStreams {

    /** A field as it is sent, octet for octet. */
    record Field(String name, String value) {}

    /** @param data frames of body; the last field section, if there is one, ends the stream */
    record Row(List<Field> fields, List<String> data, List<Field> trailers) {}

    private static final List<String> PSEUDO = List.of(":method", ":scheme", ":authority", ":path");
    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r", "\u0000", "\r\n\r\n");

    private final int from;
    private final List<Row> rows = new ArrayList<>();

    private OddStreams(int from) {
        this.from = from;
    }

    /** @param from the number of the first */
    static List<Row> all(int from) {
        OddStreams odd = new OddStreams(from);
        odd.pseudo();
        odd.pseudoOrder();
        odd.values();
        odd.names();
        odd.connection();
        odd.lengths();
        odd.cookies();
        odd.trailers();
        return List.copyOf(odd.rows);
    }

    private int nth() {
        return from + rows.size();
    }

    private String hidden() {
        return "GET /hidden-" + nth() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private List<Field> base(String method) {
        return new ArrayList<>(List.of(new Field(":method", method), new Field(":scheme", "https"), new Field(":authority", "localhost"), new Field(":path", "/row-" + nth())));
    }

    private void add(List<Field> fields, String... data) {
        rows.add(new Row(fields, List.of(data), List.of()));
    }

    /** With a body that is a request, and without any. */
    private void with(Field... more) {
        List<Field> fields = base("POST");
        fields.addAll(List.of(more));
        add(fields, hidden());
        fields = base("GET");
        fields.addAll(List.of(more));
        add(fields);
    }

    private void pseudo(String name, String value) {
        List<Field> fields = base("POST");
        fields.replaceAll(field -> field.name().equals(name) ? new Field(name, value) : field);
        add(fields, hidden());
    }

    private void pseudo() {
        for (String method : List.of("GET", "get", "GET ", " GET", "G ET", "GET\t/x", "", "CONNECT", "TRACE", "PRI", "FOO", "HEAD", "PUT", "OPTIONS")) {
            pseudo(":method", method);
        }
        for (String path : List.of("/row-%d", "/row-%d x", "/row-%d\t", "*", "", "row-%d", "https://localhost/row-%d", "https://other/row-%d", "http://localhost/row-%d", "//row-%d", "/./row-%d", "/a/../row-%d", "/row-%d/",
                "/row-%d?a b", "/row-%d#x", "/row-%d?x#y", "/row-%d%%00", "/row-%d%%0d%%0a", "/row-%d?q=%%0d%%0aX:y", "/row-%d\\x", "/row-%d;x", "/row-%d?<>\"{}|^`", "/row-%d%%2f", "/row-%d\u00e4", "/row-%d\u007f",
                "/%%72ow-%d", "/row-%d?a=b&c", "localhost:443", "/row-%d HTTP/1.1")) {
            pseudo(":path", path.formatted(nth()));
        }
        for (String authority : List.of("localhost:443", "other", "localhost ", " localhost", "user@localhost", "localhost/hidden", "", "localhost:0443", "LOCALHOST", "localhost.", "localhost?x", "localhost#x", "[localhost]",
                "localhost:", "localhost, other", "localhost:443:443", "127.0.0.1")) {
            pseudo(":authority", authority);
        }
        for (String scheme : List.of("http", "HTTPS", "ftp", "", "https ", "https://localhost/hidden?", "wss")) {
            pseudo(":scheme", scheme);
        }
        for (String end : LINE_ENDS) {
            pseudo(":method", "GET /hidden-" + nth() + " HTTP/1.1" + end + "Host: localhost" + end + end + "POST");
            pseudo(":path", "/row-" + nth() + " HTTP/1.1" + end + "Transfer-Encoding: chunked" + end + "X: y");
            pseudo(":path", "/row-" + nth() + end);
            pseudo(":authority", "localhost" + end + "Transfer-Encoding: chunked");
            pseudo(":authority", "localhost" + end);
            pseudo(":scheme", "https" + end + "X: y");
        }
    }

    private void pseudoOrder() {
        for (String name : PSEUDO) {
            List<Field> without = base("POST");
            without.removeIf(field -> field.name().equals(name));
            add(new ArrayList<>(without), hidden());
            List<Field> late = base("POST");
            Field moved = late.get(PSEUDO.indexOf(name));
            late.remove(moved);
            late.add(new Field("x-odd", "y"));
            late.add(moved);
            add(late, hidden());
            List<Field> twice = base("POST");
            twice.add(new Field(name, name.equals(":path") ? "/hidden-" + nth() : "GET"));
            add(twice, hidden());
            List<Field> upper = base("POST");
            upper.replaceAll(field -> field.name().equals(name) ? new Field(name.toUpperCase(Locale.ROOT), field.value()) : field);
            add(upper, hidden());
        }
        for (Field field : List.of(new Field(":status", "200"), new Field(":protocol", "websocket"), new Field(":", "x"), new Field(":path ", "/x"), new Field(":row", "x"))) {
            List<Field> more = base("POST");
            more.add(4, field);
            add(more, hidden());
        }
        for (List<String> hosts : List.of(List.of("localhost"), List.of("other"), List.of("localhost", "localhost"), List.of("localhost", "other"), List.of("localhost:443"), List.of(""), List.of("localhost\r\nX: y"))) {
            with(hosts.stream().map(host -> new Field("host", host)).toArray(Field[]::new));
            List<Field> alone = base("POST");
            alone.remove(2);
            hosts.forEach(host -> alone.add(new Field("host", host)));
            add(alone, hidden());
        }
    }

    private void values() {
        for (String end : LINE_ENDS) {
            with(new Field("x-odd", "a" + end + "transfer-encoding: chunked"));
            with(new Field("x-odd", "a" + end + end + hidden()));
            with(new Field("x-odd", end + " folded"));
            with(new Field("content-type", "text/plain" + end));
        }
        for (int octet = 0; octet < 0x100; octet = octet == 0x20 ? 0x7f : octet == 0x80 ? 0xff : octet + 1) {
            with(new Field("x-odd", "a" + (char) octet + "b"));
        }
        for (String value : List.of(" a", "a ", "\ta", "a\t", " ", "")) {
            with(new Field("x-odd", value));
        }
    }

    private void names() {
        for (String end : LINE_ENDS) {
            with(new Field("x-odd" + end + "transfer-encoding", "chunked"));
            with(new Field("transfer-encoding: chunked" + end + "x-odd", "a"));
            with(new Field("x-odd" + end, "a"));
        }
        for (String name : List.of("X-Odd", "Transfer-Encoding", "CONTENT-LENGTH", "x odd", "x:odd", "", " ", "content-length ", " content-length", "transfer-encoding ", "transfer-encoding:", "content_length",
                "transfer_encoding", "transfer.encoding", "x-\u00e4", "x\u0000", "x\u007f", "x\todd", "\"x\"", "x(odd)", "x/odd", "x-postern-assertion", "x_postern_assertion", "x-forwarded-for", "x_forwarded_for")) {
            with(new Field(name, "5"));
            with(new Field(name, "chunked"));
        }
    }

    private void connection() {
        for (Field field : List.of(new Field("transfer-encoding", "chunked"), new Field("transfer-encoding", "identity"), new Field("transfer-encoding", ""), new Field("transfer-encoding", "gzip, chunked"),
                new Field("connection", "close"), new Field("connection", "keep-alive"), new Field("connection", "x-odd"), new Field("connection", "upgrade"), new Field("connection", ""), new Field("keep-alive", "timeout=5"),
                new Field("proxy-connection", "close"), new Field("upgrade", "h2c"), new Field("upgrade", "websocket"), new Field("te", "trailers"), new Field("te", "gzip"), new Field("te", "trailers, gzip"),
                new Field("te", "Trailers"), new Field("te", ""), new Field("http2-settings", "AAMAAABk"), new Field("trailer", "content-length"), new Field("expect", "100-continue"), new Field("expect", "x"),
                new Field("range", "bytes=0-0"), new Field("via", "1.1 x"), new Field("max-forwards", "0"), new Field("proxy-authorization", "x"), new Field("content-encoding", "gzip"), new Field("x-http-method-override", "DELETE"),
                new Field("sec-websocket-key1", "4 @1"))) {
            with(field);
            with(field, new Field("content-length", "0"));
            with(field, field);
        }
    }

    private void lengths() {
        for (String value : List.of("4", "3", "5", "0", "04", "+4", "-4", "4,4", "4, 4", "4;4", " 4", "4 ", "\t4", "", "four", "0x4", "4.0", "18446744073709551620", "4294967300", "99999999999999999999", "\u00b2")) {
            for (String method : List.of("POST", "GET")) {
                List<Field> fields = base(method);
                fields.add(new Field("content-length", value));
                add(fields, "abcd");
                add(new ArrayList<>(renamed(fields)), "ab", "", "cd");
                add(new ArrayList<>(renamed(fields)));
                List<Field> twice = renamed(fields);
                twice.add(new Field("content-length", "4"));
                add(twice, "abcd");
            }
            with(new Field("content-length", value));
        }
    }

    /** The same fields for the next row. */
    private List<Field> renamed(List<Field> fields) {
        List<Field> next = new ArrayList<>(fields);
        next.set(3, new Field(":path", "/row-" + nth()));
        return next;
    }

    private void cookies() {
        for (List<String> lines : List.of(List.of("a=b"), List.of("a=b", "c=d"), List.of("a=b; c=d", "e=f"), List.of("a=b;"), List.of("; a=b"), List.of("", ""), List.of("a=b\r\nx: y"), List.of("a=b", "\r\n\r\n"),
                List.of("a=\"b; c\"", "d"), List.of("__Host-postern=x", "a=b"), List.of("a=b\u0000"), List.of("=x", "y"))) {
            with(lines.stream().map(line -> new Field("cookie", line)).toArray(Field[]::new));
        }
    }

    private void trailers() {
        for (Field field : List.of(new Field("x-odd", "y"), new Field("content-length", "9"), new Field("content-length", "4"), new Field("transfer-encoding", "chunked"), new Field("host", "other"), new Field(":path", "/hidden"),
                new Field(":status", "200"), new Field("connection", "close"), new Field("x-postern-assertion", "spoofed"), new Field("x_forwarded_for", "spoofed"), new Field("authorization", "Bearer spoofed"),
                new Field("x-odd", "a\r\n\r\n" + hidden()), new Field("X-Odd", "y"), new Field("x\r\ny", "z"), new Field("", "x"), new Field("te", "trailers"), new Field("cookie", "a=b"))) {
            for (String length : List.of("", "4", "5")) {
                List<Field> fields = base("POST");
                if (!length.isEmpty()) {
                    fields.add(new Field("content-length", length));
                }
                rows.add(new Row(fields, List.of("abcd"), List.of(field)));
            }
            rows.add(new Row(base("POST"), List.of(), List.of(field)));
        }
    }
}
