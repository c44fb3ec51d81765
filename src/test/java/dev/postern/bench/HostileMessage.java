package dev.postern.bench;

import dev.postern.waf.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A request and what is answered to it, of which one part is as long as wanted. Arrays are not copied. */
record HostileMessage(byte[] method, byte[] target, List<Field> headers, byte[] body, byte[] answer) {

    static final List<Field> ANSWER_HEADERS = List.of(Field.of("Content-Type", "text/html"));

    private static final byte[] NONE = {};
    private static final String BOUNDARY = "----bench4f1c";
    private static final List<Field> USUAL = List.of(Field.of("Host", "shop.example.com"), Field.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
            Field.of("Accept", "*/*"));

    /** Where in a message a text stands: what reads it, and what benign message costs as much as it should. */
    enum Place { FORM, JSON, MULTIPART, HEADER, ANSWER }

    /** @param text of a form it is the whole body, as it stands; of a multipart body too */
    static HostileMessage of(Place place, byte[] text) {
        return switch (place) {
            case FORM -> post("application/x-www-form-urlencoded", text);
            case JSON -> post("application/json", text);
            case MULTIPART -> post("multipart/form-data; boundary=" + BOUNDARY, text);
            case HEADER -> new HostileMessage(ascii("GET"), ascii("/"), with(new Field(ascii("Referer"), text)), NONE, NONE);
            case ANSWER -> new HostileMessage(ascii("GET"), ascii("/"), USUAL, NONE, text);
        };
    }

    private static HostileMessage post(String type, byte[] body) {
        return new HostileMessage(ascii("POST"), ascii("/api"), with(Field.of("Content-Type", type), Field.of("Content-Length", Integer.toString(body.length))), body, NONE);
    }

    private static List<Field> with(Field... more) {
        List<Field> all = new ArrayList<>(USUAL);
        all.addAll(List.of(more));
        return all;
    }

    /** Everyday content of so many octets, about, in this place. What comes in headers is remembered, and so is another each time. */
    static HostileMessage benign(Place place, int octets, Random random) {
        return of(place, switch (place) {
            case FORM -> form(octets);
            case JSON -> json(octets);
            case MULTIPART -> multipart(ascii(prose(octets)), Math.max(80, octets / 900));
            case HEADER -> ascii("https://shop.example.com/" + random.nextInt() + "?q=" + prose(octets).replace(' ', '+'));
            case ANSWER -> ascii(prose(octets));
        });
    }

    /** Of longer words, which are no commands: what matches no rule costs least. */
    private static String prose(int octets) {
        String words = new String(CleanTexts.prose(4 * octets), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT).replaceAll("[.,]|\\b[a-z]{1,5}\\b", "").replaceAll(" +", " ");
        return words.substring(1, octets + 1);
    }

    /** Arguments of prose, a line each, until there are as many as may be. */
    private static byte[] form(int octets) {
        String prose = prose(octets).replace(' ', '+');
        StringBuilder out = new StringBuilder();
        int each = Math.max(80, octets / 900);
        for (int at = 0, field = 0; out.length() < octets - each && at + each < octets; at += each - 10, field++) {
            out.append(field == 0 ? "field" : "&field").append(field).append('=').append(prose, at, at + each - 10);
        }
        return ascii(out.toString());
    }

    /** Lines of a log, as one array: forty as objects, the others as strings, not more than may be. */
    private static byte[] json(int octets) {
        String[] lines = new String(CleanTexts.log(octets), StandardCharsets.ISO_8859_1).strip().split("\n");
        StringBuilder out = new StringBuilder("[0");
        int together = Math.max(1, lines.length / 300);
        for (int i = 0; i < lines.length; i++) {
            String plain = lines[i].replaceAll("[{}\"]", "");
            boolean begins = i < 40 || i % together == 0 || i == 40;
            out.append(begins && i > 40 ? "\"" : "").append(begins ? "," : " ").append(i < 40 ? lines[i] : begins ? '"' + plain : plain);
        }
        return ascii(out.append(lines.length > 40 ? "\"]" : "]").toString());
    }

    /** A text in parts of so many octets each. */
    static byte[] multipart(byte[] text, int each) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0, part = 0; at < text.length; at += each, part++) {
            out.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"p" + part + "\"\r\n\r\n"));
            out.write(text, at, Math.min(each, text.length - at));
            out.writeBytes(ascii("\r\n"));
        }
        out.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return out.toByteArray();
    }

    /** One argument that is this text once it has been decoded, cut to so many octets of the body. */
    static byte[] argument(byte[] text, int octets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("q="));
        for (int i = 0; i < text.length && out.size() < octets; i++) {
            switch (text[i]) {
                case '%', '&', '+' -> out.writeBytes(ascii(String.format("%%%02x", (int) text[i])));
                case ' ' -> out.write('+');
                default -> out.write(text[i]);
            }
        }
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
