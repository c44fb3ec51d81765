package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.coding.Limits;
import dev.postern.content.UnreadableException;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Party;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sender tries who has a body read in one way here and in another where it goes. */
final class HidingTest {

    private static final String CARD = "4012 8888 8888 1881";
    private static final String MASK = "rules: [{types: [CREDIT_CARD_NUMBER], action: mask}]";
    private static final String KEY = "MC4CAQAwBQYDK2VwBCIEIHo3R1pQeWJ5Zk1sQ0Z4d2tqVHhLZ2pQbHVtRnVz";

    @TempDir
    Path dir;

    private static byte[] through(Redactor redactor, String type, byte[] octets, int piece) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Rewriting rewriting = Rewriting.of(new BodyHead(type, "", Optional.empty()), redactor, Rewriting.Output.WANTED, Limits.DEFAULT)) {
            for (int at = 0; at < octets.length; at += piece) {
                out.writeBytes(rewriting.add(Arrays.copyOfRange(octets, at, Math.min(octets.length, at + piece))));
            }
            out.writeBytes(rewriting.end());
        }
        return out.toByteArray();
    }

    private static byte[] part(String head, String content) {
        return ("--b\r\nContent-Disposition: form-data; name=\"f\"\r\n" + head + "\r\n\r\n" + content + "\r\n--b--\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] in(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

    private static String base64(byte[] octets) {
        return Base64.getMimeEncoder().encodeToString(octets);
    }

    static List<Arguments> hidden() {
        String form = "multipart/form-data; boundary=b";
        String escaped = "{\"card\":\"\\u0034012 8888 8888 1881\"}";
        String filler = "The quick brown fox. ".repeat(3_000);
        return List.of(
                Arguments.of("a part in base64", form, part("Content-Transfer-Encoding: base64", base64(in("UTF-8", "card " + CARD)))),
                Arguments.of("base64 cut into odd lines", form, part("Content-Transfer-Encoding: BASE64 ", base64(in("UTF-8", "card " + CARD)).replaceAll("(.....)", "$1\r\n"))),
                Arguments.of("a part in quoted-printable", form, part("content-transfer-encoding: quoted-printable", "card =34=30=31=32 8888=\r\n 8888 1881")),
                Arguments.of("JSON in base64", form, part("Content-Type: application/json\r\nContent-Transfer-Encoding: base64", base64(in("UTF-8", escaped)))),
                Arguments.of("what is said to be in base64 and is not", form, part("Content-Transfer-Encoding: base64", "card " + CARD)),
                Arguments.of("UTF-16 in base64", form, part("Content-Transfer-Encoding: base64", base64(in("UTF-16LE", "card " + CARD)))),
                Arguments.of("far behind in base64", form, part("Content-Transfer-Encoding: base64", base64(in("UTF-8", filler + CARD + " " + filler)))),
                Arguments.of("UTF-16LE without a mark", "text/plain", in("UTF-16LE", "my card " + CARD)),
                Arguments.of("UTF-16BE without a mark", "application/octet-stream", in("UTF-16BE", "my card " + CARD)),
                Arguments.of("UTF-32 without a mark", "text/plain", in("UTF-32LE", "my card " + CARD)),
                Arguments.of("UTF-16 behind what is none", "text/plain", joined(in("UTF-8", filler), in("UTF-16LE", CARD))),
                Arguments.of("zeros between some digits", "text/plain", in("UTF-8", "4012 8888\0 8888 18\0\08\0001")),
                Arguments.of("zeros in a string of JSON", "application/json", in("UTF-8", "{\"card\":\"4\0000\0001\0002888888881881\"}")),
                Arguments.of("ASCII that is said to be UTF-16", "application/json; charset=utf-16", in("UTF-8", "{\"card\":\"" + CARD + "\"}")),
                Arguments.of("JSON that is said to be a table", "text/csv", in("UTF-8", escaped)),
                Arguments.of("JSON that is said to be events", "text/event-stream", in("UTF-8", "\n " + escaped)),
                Arguments.of("a string of JSON as a table", "text/csv", in("UTF-8", "\"\\u0034012 8888 8888 1881\"")),
                Arguments.of("a string of JSON as events", "text/event-stream", in("UTF-8", "\"\\u0034012 8888 8888 1881\"")),
                Arguments.of("a string of JSON as a form", "application/x-www-form-urlencoded", in("UTF-8", "\"\\u0034012 8888 8888 1881\"")),
                Arguments.of("JSON in a form", "application/x-www-form-urlencoded", in("UTF-8", "a=%7B%22b%22%3A%22%5Cu0034012888888881881%22%7D")),
                Arguments.of("JSON in a form, by halves", "application/x-www-form-urlencoded", in("UTF-8", "x=" + filler + "&a={\"b\":\"%5cu0034012888888881881\"}")),
                Arguments.of("zeros in a form", "application/x-www-form-urlencoded", in("UTF-8", "a=4012%00888%0088888188%001")),
                Arguments.of("cut by a section", "application/xml", in("UTF-8", "<a>card 4012<![CDATA[88888888]]>1881</a>")),
                Arguments.of("cut by a comment", "text/xml", in("UTF-8", "<?xml version='1.0'?><a>card 40128888<!-- - x -->88881881</a>")),
                Arguments.of("cut by a comment, in UTF-16", "text/xml", in("UTF-16", "<a>card 40128888<!-- - x -->88881881</a>")),
                Arguments.of("cut by an instruction", "image/svg+xml", in("UTF-8", "<a>card 40128888<?x?>88881881</a>")),
                Arguments.of("cut by a comment, far behind", "application/xml", in("UTF-8", "<a>" + filler + "40128888<!-- -->88881881 " + filler + "</a>")),
                Arguments.of("cut by a tag", "text/html", in("UTF-8", "<p>card 40128888<b class='>'>88881881</b></p>")),
                Arguments.of("cut by tags, called JSON", "application/json", in("UTF-8", "<p>card 4012<i>8888</i>88881881</b></p>")),
                Arguments.of("cut by a comment of a page", "text/html", in("UTF-8", "<p>card 40128888<!-->88881881</p>")),
                Arguments.of("a form that begins like JSON", "application/x-www-form-urlencoded", in("UTF-8", "{=1&card=%34012888888881881")));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** However it is cut into pieces; and the part of it that matters has not passed when it is seen. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hidden")
    void nothingHides(String how, String type, byte[] body) throws Exception {
        for (int piece : new int[] {1 << 20, 1000, 7, 1}) {
            Redactor redactor = Profiled.of(dir, MASK).redactor(Direction.REQUEST, Party.NOBODY);
            byte[] out = through(redactor, type, body, piece);
            assertTrue(redactor.blocked().isPresent() || redactor.changed() && !new String(out, StandardCharsets.ISO_8859_1).contains("1881"), how + " in pieces of " + piece);
        }
    }

    @Test
    void whatHidesNothingComesOutAsItWas() throws Exception {
        byte[] zeros = new byte[300_000];
        byte[] picture = joined(joined(in("UTF-8", "\211PNG\r\n"), zeros), in("UTF-16LE", "nothing of note, 4012 8888 8888 1882"));
        byte[] mail = part("Content-Transfer-Encoding: base64", base64(picture));
        byte[] quoted = part("Content-Transfer-Encoding: quoted-printable", "a=3Db=\r\n c =\r\n".repeat(20_000));
        for (int piece : new int[] {1 << 20, 4096, 333}) {
            for (byte[] body : List.of(picture, mail, quoted)) {
                Redactor redactor = Profiled.of(dir, MASK).redactor(Direction.REQUEST, Party.NOBODY);
                assertArrayEquals(body, through(redactor, body == picture ? "image/png" : "multipart/form-data; boundary=b", body, piece));
                assertTrue(redactor.blocked().isEmpty());
            }
        }
    }

    @Test
    void aTransferEncodingThatIsNotReadIsNotPassedOver() throws Exception {
        Redactor redactor = Profiled.of(dir, MASK).redactor(Direction.REQUEST, Party.NOBODY);
        for (String encoding : List.of("x-uuencode", "base64\r\nContent-Transfer-Encoding: quoted-printable")) {
            assertThrows(UnreadableException.class, () -> through(redactor, "multipart/form-data; boundary=b", part("Content-Transfer-Encoding: " + encoding, "x"), 1 << 20), encoding);
        }
    }

    @Test
    void whatSaysNothingForTooLongIsNotKept() throws Exception {
        Redactor redactor = Profiled.of(dir, MASK).redactor(Direction.REQUEST, Party.NOBODY);
        byte[] body = part("Content-Transfer-Encoding: base64", "AAAA" + "\r\n".repeat(1 << 20));
        assertThrows(UnreadableException.class, () -> through(redactor, "multipart/form-data; boundary=b", body, 4096));
    }

    @Test
    void anArchiveInATransferEncodingIsADocument() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(CARD.getBytes(StandardCharsets.US_ASCII));
        }
        String text = base64(out.toByteArray());
        assertEquals(1, OfficeText.within(part("Content-Transfer-Encoding: base64", text), "multipart/form-data; boundary=b").size());
        assertEquals(1, OfficeText.within(part("X: y", text), "multipart/form-data; boundary=b").size(), "whoever guesses");
    }

    static List<Arguments> keys() {
        String lines = KEY + "\n" + KEY;
        String events = "data: -----BEGIN PRIVATE KEY-----\n\ndata: " + KEY + "\n\ndata: -----END PRIVATE KEY-----\n\n";
        return List.of(
                Arguments.of("text/event-stream", events),
                Arguments.of("text/event-stream", "data: {\"line\":\"-----BEGIN RSA PRIVATE KEY-----\"}\n\ndata: {\"line\":\"" + KEY + "\"}\n\n"),
                Arguments.of("application/x-ndjson", "{\"l\":\"-----BEGIN EC PRIVATE KEY-----\"}\n{\"l\":\"" + KEY + "\"}\n{\"l\":\"-----END EC PRIVATE KEY-----\"}\n"),
                Arguments.of("application/x-ndjson", "[\"-----BEGIN PRIVATE KEY-----\\n" + KEY + "\"]\n[\"" + KEY + "\\n-----END PRIVATE KEY-----\"]\n"),
                Arguments.of("text/csv", "line\n-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n"),
                Arguments.of("text/plain", "-----BEGIN PRIVATE KEY-----\n" + lines));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyDoesNotHideInLines(String type, String body) throws Exception {
        Redactor redactor = Profiled.of(dir, "rules: [{types: [credential], action: block}]").redactor(Direction.REQUEST, Party.NOBODY);
        through(redactor, type, body.getBytes(StandardCharsets.US_ASCII), 1 << 20);
        assertTrue(redactor.blocked().isPresent(), body);
    }

    @Test
    void whatSpeaksOfKeysIsNone() throws Exception {
        Redactor redactor = Profiled.of(dir, "rules: [{types: [credential], action: block}]").redactor(Direction.REQUEST, Party.NOBODY);
        for (String body : List.of("{\"msg\":\"expected -----BEGIN PRIVATE KEY----- here\"}\n", "{\"msg\":\"no -----BEGIN PRIVATE KEY-----\"}\n", "{\"msg\":\"-----BEGIN CERTIFICATE-----\"}\n")) {
            through(redactor, "application/x-ndjson", body.getBytes(StandardCharsets.US_ASCII), 1 << 20);
        }
        assertTrue(redactor.blocked().isEmpty(), () -> redactor.blocked().toString());
    }
}
