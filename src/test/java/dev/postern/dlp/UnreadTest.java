package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.postern.exchange.Reason;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read does not pass as if it had been, however it comes about. */
final class UnreadTest {

    private static final String CARD = "4012888888881881";
    private static final String BLOCK = "rules: [{types: [CREDIT_CARD_NUMBER], action: block}]";

    @TempDir
    Path dir;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ebcdic(String text) {
        return text.getBytes(Charset.forName("IBM037"));
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] part(String boundary, String head, String content) {
        return ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"f\"\r\n" + head + "\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n");
    }

    static List<Arguments> charsets() {
        String states = "<a>card 4012\u001b(J8888\u001b(B88881881</a>";
        String form = "multipart/form-data; boundary=b";
        String seven = "<a>card +ADQAMAAxADIAOAA4ADgAOAA4ADgAOAA4ADEAOAA4ADE-</a>";
        return List.of(
                Arguments.of("with states", "application/xml", ascii("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("with states, behind a mark", "application/xml", ascii("\u00ef\u00bb\u00bf<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("with states, called text", "text/plain", ascii("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("with states, called UTF-8", "text/xml; charset=utf-8", ascii("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("said late", "application/xml", ascii("<?xml version=\"1.0\"" + " ".repeat(600) + "encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("UTF-7", "application/xml", ascii("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + seven)),
                Arguments.of("EBCDIC", "application/xml", ebcdic("<?xml version=\"1.0\" encoding=\"IBM037\"?><a>card " + CARD + "</a>")),
                Arguments.of("EBCDIC of which nothing is said", "", ebcdic("<?xml version=\"1.0\" encoding=\"IBM037\"?><a>card " + CARD + "</a>")),
                Arguments.of("a part", form, part("b", "Content-Type: text/plain; charset=ibm037", latin(ebcdic("card " + CARD)))),
                Arguments.of("a part with two types", form, part("b", "Content-Type: text/plain\r\nContent-Type: text/plain; charset=ibm037", latin(ebcdic("card " + CARD)))),
                Arguments.of("a part of XML", form, part("b", "Content-Type: text/xml", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + seven)),
                Arguments.of("two", "application/json; charset=utf-8; charset=ibm037", ebcdic("{\"card\":\"" + CARD + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charsets")
    void aCharacterSetThatIsNotRead(String how, String type, byte[] body) throws Exception {
        assertUninspected(type, body, how);
    }

    @Test
    void markupThatStandsForWhatIsNotRead() throws Exception {
        assertUninspected("application/xml", ascii("<!DOCTYPE a [<!ENTITY x \"40128888\">]><a>&x;88881881</a>"), "an entity");
        assertUninspected("text/plain", ascii("<!DOCTYPE a [<!ENTITY x \"40128888\">]><a>&x;88881881</a>"), "an entity, called text");
        assertUninspected("application/xml", ascii("<a>&#" + "0".repeat(70) + "52;012888888881881</a>"), "a long reference");
    }

    @Test
    void compressedMessages() throws Exception {
        byte[] coded = gzip(ascii("card " + CARD));
        byte[] plain = ascii("\0\0\0\0\1a\0\0\0\0\0\0\0\0\0\25card " + CARD);
        byte[] message = ascii("\0\0\0\0\1a\1\0\0\0" + (char) coded.length + latin(coded));
        for (String type : List.of("application/grpc", "application/grpc+proto", "application/grpc-web", "application/connect+proto")) {
            assertUninspected(type, message, type);
            assertSensitive(type, plain, type);
        }
        assertUninspected("application/grpc-web-text", Base64.getEncoder().encode(message), "text");
        assertSensitive("application/grpc-web-text", Base64.getEncoder().encode(plain), "text");
    }

    @Test
    void shortValuesOfOwnTypes() throws Exception {
        Files.writeString(dir.resolve("words.txt"), "HIV\n");
        String words = "dictionaries: [{type: DIAG, file: words.txt}], rules: [{types: [DIAG], action: block}]";
        String digits = "custom: [{type: CVV, pattern: '[0-9]{3}', words: [cvv], confidence: 40}], rules: [{types: [CVV], action: block}]";
        byte[] code = ascii("--b\r\nContent-Disposition: form-data; name=\"cvv\"\r\n\r\n123\r\n--b--\r\n");
        assertSensitive(words, "text/plain", ascii("HIV"), "alone");
        assertSensitive(words, "multipart/form-data; boundary=b", part("b", "X: y", "HIV"), "a part");
        assertSensitive(digits, "multipart/form-data; boundary=b", code, "digits");
    }

    private static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(octets);
        }
        return out.toByteArray();
    }

    @Test
    void anArchiveBehindSomethingElse() throws Exception {
        byte[] archive = zip("a.txt", "card " + CARD);
        for (String before : List.of("\n", "GIF89a")) {
            assertUninspected("image/gif", ascii(before + latin(archive)), before);
            assertUninspected("multipart/form-data; boundary=b", part("b", "X: y", before + latin(archive)), before);
            String coded = Base64.getMimeEncoder().encodeToString(ascii(before + "x".repeat(6_000) + latin(archive)));
            assertUninspected("multipart/form-data; boundary=b", part("b", "Content-Transfer-Encoding: base64", coded), before);
        }
        assertSensitive("application/zip", zip("[Content_Types].xml", "<Types/>", "xl/styles.xml", "<a>card " + CARD + "</a>"), "styles");
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(ascii(namesAndContents[i + 1]));
            }
        }
        return out.toByteArray();
    }

    static List<Arguments> parts() throws IOException {
        String form = "multipart/form-data; boundary=";
        String archive = latin(zip("a.txt", "card " + CARD));
        String coded = Base64.getMimeEncoder().encodeToString(ascii("card " + CARD));
        String base64 = "Content-Transfer-Encoding: base64";
        String nested = coded;
        for (int i = 0; i < 4; i++) {
            nested = latin(part("b" + i, i == 0 ? base64 : "Content-Type: multipart/mixed; boundary=b" + (i - 1), nested));
        }
        return List.of(
                Arguments.of("too long a boundary", form + "b".repeat(71), part("b".repeat(71), "X: y", archive)),
                Arguments.of("too long a boundary, base64", form + "b".repeat(71), part("b".repeat(71), base64, coded)),
                Arguments.of("the boundary twice", form + "b; boundary=b", part("b", base64, coded)),
                Arguments.of("a semicolon in the boundary", form + "\"b;c\"", part("b;c", "X: y", archive)),
                Arguments.of("no delimiter", form + "c", part("b", "X: y", archive)),
                Arguments.of("sixteen parameters before it", "multipart/form-data; " + IntStream.range(0, 16).mapToObj(i -> "p" + i + "=1; ").collect(Collectors.joining()) + "boundary=b", part("b", base64, coded)),
                Arguments.of("a long head", form + "b", part("b", "X: " + "y".repeat(4_100) + "\r\n" + base64, coded)),
                Arguments.of("ten thousand parts before it", form + "b", ascii("--b\r\nA: b\r\n\r\n1\r\n".repeat(10_000) + latin(part("b", base64, coded)))),
                Arguments.of("four in one another", "multipart/mixed; boundary=b3", ascii(nested)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("parts")
    void partsThatCannotBeToldApart(String how, String type, byte[] body) throws Exception {
        assertUninspected(type, body, how);
    }

    @Test
    void aDocumentIsFoundInAnyPart() throws Exception {
        String archive = latin(zip("a.txt", "card " + CARD));
        String inner = latin(part("c", "X: y", archive));
        for (byte[] body : List.of(ascii("--b\r\nA: b\r\n\r\n1\r\n".repeat(256) + latin(part("b", "X: y", archive))),
                part("b", "Content-Type: multipart/mixed; boundary=c", inner), part("b", "Content-type :\r\n multipart/mixed;\r\n\tboundary=c", inner))) {
            assertSensitive("multipart/form-data; boundary=b", body, "of " + body.length);
        }
        assertUninspected("multipart/form-data; boundary=b", ascii(latin(zip("b.txt", "none")) + "\r\n" + latin(part("b", "X: y", archive))), "behind an archive");
    }

    private void assertSensitive(String type, byte[] body, String how) throws Exception {
        assertSensitive(BLOCK, type, body, how);
    }

    private void assertSensitive(String profile, String type, byte[] body, String how) throws Exception {
        Verdict.Deny refused = assertInstanceOf(Verdict.Deny.class, judged(profile, type, body), how);
        assertEquals(Reason.CONTENT_SENSITIVE, refused.denial().reason(), how);
    }

    private void assertUninspected(String type, byte[] body, String how) throws Exception {
        Verdict.Deny refused = assertInstanceOf(Verdict.Deny.class, judged(BLOCK, type, body), how);
        assertEquals(Reason.CONTENT_UNINSPECTED, refused.denial().reason(), how);
    }

    private Verdict judged(String text, String type, byte[] body) throws Exception {
        Profile profile = Profiled.of(dir, text).profile;
        LossExamination examination = new LossExamination(profile, Party.NOBODY, null);
        Plan plan = profile.plan(Direction.REQUEST).of(Party.NOBODY).inContent();
        Redactor redactor = examination.redactor(Direction.REQUEST, plan);
        return new WholeBody(examination, Direction.REQUEST, plan, redactor, new BodyHead(type, "", Optional.empty())).judged(body);
    }
}
