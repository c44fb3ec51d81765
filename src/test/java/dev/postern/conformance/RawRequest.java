package dev.postern.conformance;

import dev.postern.waf.Field;
import dev.postern.waf.RequestLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A request as it stands in a test, taken apart as leniently as can be: whatever a server would refuse still reaches the rules. */
record RawRequest(RequestLine line, List<Field> headers, byte[] body) {

    RawRequest {
        headers = List.copyOf(headers);
    }

    static RawRequest parse(byte[] raw) {
        int at = 0;
        List<byte[]> lines = new ArrayList<>();
        while (at < raw.length) {
            int end = at;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            byte[] line = Arrays.copyOfRange(raw, at, end > at && raw[end - 1] == '\r' ? end - 1 : end);
            at = Math.min(raw.length, end + 1);
            if (line.length == 0) {
                break;
            }
            lines.add(line);
        }
        byte[] rest = Arrays.copyOfRange(raw, at, raw.length);
        List<Field> fields = fields(lines);
        boolean chunked = value(fields, "transfer-encoding").filter(value -> value.equalsIgnoreCase("chunked")).isPresent();
        Optional<String> length = value(fields, "content-length");
        byte[] body = chunked ? dechunked(rest) : length.map(text -> cut(rest, text)).orElse(new byte[0]);
        List<Field> kept = fields.stream().filter(field -> !chunked || !text(field.name()).equalsIgnoreCase("content-length")).toList();
        return new RawRequest(line(lines.isEmpty() ? new byte[0] : lines.getFirst()), kept, body);
    }

    /** A body without a length has none; one whose length is no number is all that follows. Chunks make a length meaningless (RFC 9112 §6.3). */
    private static byte[] cut(byte[] rest, String length) {
        return length.matches("[0-9]{1,9}") ? Arrays.copyOf(rest, Math.min(rest.length, Integer.parseInt(length))) : rest;
    }

    private static Optional<String> value(List<Field> fields, String name) {
        return fields.stream().filter(field -> text(field.name()).equalsIgnoreCase(name)).map(field -> text(field.value())).findFirst();
    }

    /** The method ends at the first blank, the protocol begins behind the last. */
    private static RequestLine line(byte[] whole) {
        String text = text(whole);
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        if (first < 0) {
            return new RequestLine(whole, new byte[0], new byte[0]);
        }
        boolean simple = last == first || last == text.length() - 1;
        return simple ? new RequestLine(octets(text.substring(0, first)), octets(text.substring(first + 1).strip()), octets("HTTP/0.9"))
                : new RequestLine(octets(text.substring(0, first)), octets(text.substring(first + 1, last)), octets(text.substring(last + 1)));
    }

    private static List<Field> fields(List<byte[]> lines) {
        List<Field> fields = new ArrayList<>();
        for (byte[] line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String text = text(line);
            int colon = text.indexOf(':');
            fields.add(colon < 0 ? new Field(line, new byte[0]) : new Field(octets(text.substring(0, colon)), octets(text.substring(colon + 1).strip())));
        }
        return fields;
    }

    private static byte[] dechunked(byte[] rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String text = text(rest);
        int at = 0;
        int end = text.indexOf("\r\n");
        while (end >= 0 && text.substring(at, end).strip().matches("[0-9a-fA-F]{1,6}.*")) {
            int length = Integer.parseInt(text.substring(at, end).replaceFirst("[^0-9a-fA-F].*", ""), 16);
            int to = Math.min(rest.length, end + 2 + length);
            out.write(rest, end + 2, to - end - 2);
            at = Math.min(rest.length, to + 2);
            end = length == 0 ? -1 : text.indexOf("\r\n", at);
        }
        return out.toByteArray();
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
