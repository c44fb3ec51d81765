package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ~} is CRLF, {@code ^} LF alone, {@code A} a part's usual beginning up to its content. The flags are those that mod_security 2.9.7 showed for the same bodies. */
final class MultipartTest {

    private static final String TYPE = "multipart/form-data; boundary=xy";
    private static final String PART = "--xy~Content-Disposition: form-data; name=\"a\"~~";

    private static byte[] octets(String text) {
        return Text.octets(text.replace("A", PART).replace("~", "\r\n").replace("^", "\n"));
    }

    private static MultipartBody read(String type, String text) {
        return Multipart.parse(octets(text), Text.octets(type), Bounds.DEFAULT);
    }

    private static MultipartBody read(String text) {
        return read(TYPE, text);
    }

    /** In order of their names, without the one that is not odd. */
    private static String flags(MultipartBody body) {
        return body.flags().stream().filter(flag -> flag != MultipartFlag.CRLF_LINE).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "A1~--xy--~ > a=1 > []",
        "A1~--xy-- > a=1 > []",
        "A1~A2~--xy--~ > a=1|a=2 > []",
        "A~--xy--~ > a= > []",
        "A1~2~~--xy--~ > a=1~2~ > []",
        "A1^--xy--~ > a=1 > [LF_LINE]",
        "A1^^--xy--~ > a=1^ > [LF_LINE]",
        "A1~--xy--^ > a=1 > [LF_LINE]",
        "--xy^Content-Disposition: form-data; name=\"a\"~~1~--xy--~ > a=1 > [LF_LINE]",
        "--xy~Content-Disposition: form-data; name=\"a\"^^1~--xy--~ > a=1 > [LF_LINE]",
        "fooA1~--xy--~ > `` > [DATA_BEFORE, UNMATCHED_BOUNDARY]",
        "foo~A1~--xy--~ > a=1 > [DATA_BEFORE]",
        "~A1~--xy--~ > a=1 > [DATA_BEFORE]",
        "A1~--xy--~foo > a=1 > [DATA_AFTER]",
        "A1~--xy--~~ > a=1 > [DATA_AFTER]",
        "A1~--xy--~A2~--xy--~ > a=1 > [DATA_AFTER]",
        "A1~--foo~--xy--~ > a=1~--foo > [UNMATCHED_BOUNDARY]",
        "A1~ --xy~--xy--~ > a=1~ --xy > [UNMATCHED_BOUNDARY]",
        "A1~z--xy--~--xy--~ > a=1~z--xy-- > [UNMATCHED_BOUNDARY]",
        "A1~--~--xy--~ > a=1~-- > [UNMATCHED_BOUNDARY]",
        "A1~-- xy~--xy--~ > ! > [ERROR]",
        "A1~--xyz~--xy--~ > ! > [ERROR]",
        "A1~--xy ~--xy--~ > ! > [ERROR]",
        "A1~--xy-~--xy--~ > ! > [ERROR]",
        "A1~--xy--foo > ! > []",
        "A1~--xy--foo~ > ! > [ERROR]",
        "A1~--xy~ > a=1! > []",
        "A1~ > ! > []",
        "A1 > ! > []",
        "foo > ! > []",
        "foo~ > ! > [DATA_BEFORE]",
        "--xy > ! > []",
        "--xy--~ > `` > []",
        "--xy-- > ! > []",
        "A--xy--~ > ! > [INVALID_PART]",
        "A--xy-- > a= > [INVALID_PART]",
        "--xy~A1~--xy--~ > ! > [ERROR, INVALID_PART]",
        "--xy~--xy--~ > ! > [ERROR, INVALID_PART]",
        "--xy~Content-Disposition: form-data; name=\"a\"~--xy--~ > ! > [ERROR, INVALID_PART]",
        "--xy~Content-Disposition: form-data; name=\"a\"~--xy-- > `` > [INVALID_PART]",
        "--xy~~1~--xy--~ > ! > [ERROR]",
        "--xy~Content-Type: a/b~~1~--xy--~ > ! > [ERROR]"})
    void partsAndOdditiesAreFound(String text, String parts, String flags) {
        MultipartBody body = read(text);
        assertEquals(parts.replace("~", "\r\n").replace("^", "\n"), Shown.parts(body, octets(text)));
        assertEquals(flags, flags(body));
    }

    /** To some readers another header begins behind it. */
    @Test
    void aCarriageReturnAloneInAHeaderIsOdd() {
        for (String header : List.of("Content-Disposition: form-data; name=\"a\"\rContent-Disposition: form-data; name=\"b\"", "X: y\rZ: z~Content-Disposition: form-data; name=\"a\"",
                "Content-Disposition: form-data;~ \r name=\"a\"")) {
            MultipartBody body = read("--xy~" + header + "~~1~--xy--~");
            assertTrue(body.flags().contains(MultipartFlag.INVALID_PART), header);
            assertTrue(body.strictError());
        }
        assertEquals("[]", flags(read("A\r1\r~--xy--~")));
    }

    @Test
    void partsWithoutFilesAreArguments() {
        MultipartBody body = read("A1~--xy~Content-Disposition: form-data; name=\"f\"; filename=\"x.php\"~Content-Type: text/plain~~abc~A2~--xy--~");
        assertEquals("a=1|a=2", Shown.arguments(body));
        assertEquals(1, body.files().size());
        Part file = body.files().getFirst();
        assertEquals("x.php", Text.latin(file.file().orElseThrow()));
        assertEquals("f", Text.latin(file.name()));
        assertEquals(3, file.content().length());
        assertEquals(3, body.filesCombinedSize());
        assertEquals("Content-Disposition: form-data; name=\"f\"; filename=\"x.php\"|Content-Type: text/plain",
                file.headers().stream().map(Text::latin).collect(Collectors.joining("|")));
        assertEquals("a", Text.latin(body.last().name().orElseThrow()));
        assertEquals("x.php", Text.latin(body.last().file().orElseThrow()));
        assertFalse(body.strictError());
        assertFalse(body.mixedLines());
    }

    /** Many upstreams take it for the value of a field; a browser in which no file was chosen sends it without content. */
    @Test
    void aFileWithoutANameIsAnArgumentToo() {
        String file = "--xy~Content-Disposition: form-data; name=\"q\"; filename=\"\"~~";
        MultipartBody body = read("A1~" + file + "x~" + file + "~--xy--~");
        assertEquals("a=1|q=x", Shown.arguments(body));
        assertEquals(2, body.files().size());
    }

    @Test
    void aBodyThatCannotBeReadHasNoArgumentsButItsFiles() {
        MultipartBody body = read("A1~--xy~Content-Disposition: form-data; name=\"f\"; filename=\"x\"~~abc~--xy~Foo~~x~--xy--~");
        assertEquals("!", Shown.arguments(body));
        assertEquals(1, body.files().size());
        assertTrue(body.strictError());
    }

    @Test
    void lineEndsOfBothKindsAreNoticed() {
        assertTrue(read("A1^--xy--~").mixedLines());
        assertFalse(read(PART.replace('~', '^') + "1^--xy--^").mixedLines());
    }

    @Test
    void contentIsAnyOctets() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            all.append((char) i);
        }
        byte[] in = Text.octets(PART.replace("~", "\r\n") + all + "\r\n--xy--\r\n");
        assertEquals("a=" + all, Shown.arguments(Multipart.parse(in, Text.octets(TYPE), Bounds.DEFAULT)));
    }

    /** Only the first 4,096 octets of a line are looked at for a boundary, and a boundary begins a line. */
    @Test
    void longLinesAreContent() {
        String line = "x".repeat(4_094);
        for (String content : new String[] {line, line + "y", line + "yz", line + "yz--xy--", line + line, "x".repeat(4_095) + "\r", "x".repeat(4_096) + "\r", "x".repeat(9_000)}) {
            byte[] in = Text.octets(PART.replace("~", "\r\n") + content + "\r\n--xy--\r\n");
            MultipartBody body = Multipart.parse(in, Text.octets(TYPE), Bounds.DEFAULT);
            assertEquals("a=" + content, Shown.arguments(body), () -> content.length() + " octets");
        }
    }

    @Test
    void anEmptyBodyHasNoParts() {
        assertEquals("", Shown.arguments(read("")));
        assertEquals("[]", flags(read("")));
    }

    @Test
    void tenThousandParts() {
        byte[] in = octets("A1~".repeat(10_000) + "--xy--~");
        MultipartBody body = Multipart.parse(in, Text.octets(TYPE), Bounds.DEFAULT.withArguments(10_000));
        assertEquals(10_000, body.arguments().size());
        assertTrue(body.error().isEmpty());
        assertTrue(Multipart.parse(in, Text.octets(TYPE), Bounds.DEFAULT).error().isPresent());
        MultipartBody over = Multipart.parse(octets("A1~".repeat(10_001) + "--xy--~"), Text.octets(TYPE), Bounds.DEFAULT.withArguments(20_000));
        assertEquals(10_000, over.parts().size());
        assertTrue(over.error().isPresent() && over.strictError());
    }

    @Test
    void moreFilesThanAllowedAreFlagged() {
        String file = "--xy~Content-Disposition: form-data; name=\"f\"; filename=\"x\"~~1~";
        Bounds two = new Bounds(1_000, 1, 1, 1, 100, 2);
        assertFalse(Multipart.parse(octets(file.repeat(2) + "--xy--~"), Text.octets(TYPE), two).flags().contains(MultipartFlag.FILE_LIMIT_EXCEEDED));
        assertTrue(Multipart.parse(octets(file.repeat(3) + "--xy--~"), Text.octets(TYPE), two).flags().contains(MultipartFlag.FILE_LIMIT_EXCEEDED));
    }

    /** Without its end a body is an error; only the last line end may be left out. */
    @Test
    void cutAnywhereItIsAnError() {
        byte[] in = octets("A1~--xy~Content-Disposition: form-data; name=\"f\"; filename=\"x.php\"~Content-Type: text/plain~~abc~--xy--~");
        for (int length = 1; length < in.length - 2; length++) {
            MultipartBody body = Multipart.parse(Arrays.copyOf(in, length), Text.octets(TYPE), Bounds.DEFAULT);
            assertTrue(body.error().isPresent(), Text.latin(in).substring(0, length));
            assertTrue(body.arguments().isEmpty());
        }
    }

    /** Many beginnings of a long boundary must not cost their product. */
    @Test
    void repeatedBeginningsOfABoundaryCostNoMore() {
        String boundary = "-".repeat(900) + "x";
        byte[] in = Text.octets(" " + ("-".repeat(4_000) + "\n ").repeat(500));
        byte[] type = Text.octets("multipart/form-data; boundary=" + boundary);
        assertTimeout(Duration.ofSeconds(2), () -> Multipart.parse(in, type, Bounds.DEFAULT));
    }
}
