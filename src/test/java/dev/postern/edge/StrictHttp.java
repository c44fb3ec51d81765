package dev.postern.edge;

import dev.postern.fuzz.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP/1.1 requests read as a strict and simple reader would (RFC 9112): the other opinion in the differential tests of the decoder. */
final class StrictHttp {

    record Field(String name, String value) {}

    record Request(String method, String target, List<Field> fields, String body, boolean complete) {

        Optional<String> field(String name) {
            return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst();
        }
    }

    private final String octets;
    private int at;

    StrictHttp(String octets) {
        this.octets = octets;
    }

    boolean hasMore() {
        return at < octets.length();
    }

    /** The next request; one whose octets do not suffice is not complete. */
    Request next() {
        if (octets.startsWith("\r\n", at)) {
            at += 2;
        }
        String[] line = line().split(" ", -1);
        Text.holds(line.length == 3, "request line of " + line.length + " parts");
        List<Field> fields = fields();
        Request head = new Request(line[0], line[1], fields, "", false);
        String coding = head.field("transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
        if (coding.equals("chunked")) {
            return chunked(head);
        }
        int length = head.field("content-length").map(Integer::parseInt).orElse(0);
        int end = Math.min(octets.length(), at + length);
        String body = octets.substring(at, end);
        at = end;
        return new Request(line[0], line[1], fields, body, body.length() == length);
    }

    private Request chunked(Request head) {
        StringBuilder body = new StringBuilder();
        while (octets.indexOf("\r\n", at) >= 0) {
            String size = line();
            int end = size.indexOf(';');
            int count = Integer.parseInt((end < 0 ? size : size.substring(0, end)).strip(), 16);
            if (count == 0) {
                if (octets.indexOf("\r\n\r\n", at - 2) < 0) {
                    break;
                }
                fields();
                return new Request(head.method, head.target, head.fields, body.toString(), true);
            }
            if (at + count + 2 > octets.length()) {
                break;
            }
            body.append(octets, at, at + count);
            at += count;
            Text.same("", line(), "chunk longer than its size");
        }
        at = octets.length();
        return new Request(head.method, head.target, head.fields, body.toString(), false);
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            Text.holds(colon > 0, "field line without a name: " + line);
            fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+\\z", "")));
        }
        return fields;
    }

    private String line() {
        int end = octets.indexOf("\r\n", at);
        Text.holds(end >= 0, "a line without its end was taken");
        String line = octets.substring(at, end);
        at = end + 2;
        return line;
    }
}
