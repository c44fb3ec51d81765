package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.fuzz.Text;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dispositions, boundaries and header lines; {@code ~} is CRLF. The flags are those that mod_security 2.9.7 showed. */
final class PartHeadersTest {

    private static MultipartBody read(String type, String headers) {
        String text = "--xy~" + headers + "~~v~--xy--~";
        return Multipart.parse(Text.octets(text.replace("~", "\r\n")), Text.octets(type), Bounds.DEFAULT);
    }

    private static String shown(MultipartBody body) {
        String part = body.parts().stream().map(p -> Text.latin(p.name()) + p.file().map(name -> '(' + Text.latin(name) + ')').orElse("")).collect(Collectors.joining());
        return part + (body.error().isPresent() ? "!" : "") + flags(body);
    }

    private static String flags(MultipartBody body) {
        return body.flags().stream().filter(flag -> flag != MultipartFlag.CRLF_LINE).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "form-data; name=\"a\">a[]",
        "form-data;name=\"a\">a[]",
        "form-data ; name = \"a\" >a[]",
        "form-data; name=a>a[]",
        "form-data; name=\"a\";>a[]",
        "form-data; name=\"a\"; >![ERROR]",
        "form-data; name=\"\">[]",
        "form-data; name=\"it's\">it's[]",
        "form-data; name='a'>a[INVALID_QUOTING]",
        "form-data; name=it's>it's[INVALID_QUOTING]",
        "form-data; name=\"a\\\"b\\\\c\\d\">a\"b\\c\\d[]",
        "form-data; name=\"a\"; filename=\"x.php\">a(x.php)[]",
        "form-data; filename=\"x.php\"; name=\"a\">a(x.php)[]",
        "form-data; name=\"a\"; filename=\"\">a()[]",
        "form-data; name=\"a\"; filename =\"x\">![ERROR]",
        "form-data; name=\"a\"; filename*=utf-8''x>![ERROR]",
        "form-data; name=\"a\"; filename=\"x\"; filename*=utf-8''y>![ERROR]",
        "form-data; name=\"a\"; filename=\"x\"; filename=\"y\">![ERROR]",
        "form-data; name=\"a\"; name=\"b\">![ERROR]",
        "form-data; Name=\"a\">![ERROR]",
        "Form-Data; name=\"a\">![ERROR]",
        "attachment; name=\"a\">![ERROR]",
        "form-data>![ERROR]",
        "form-data;>![ERROR]",
        "form-data; filename=\"x\">![ERROR]",
        "form-data; name>![ERROR]",
        "form-data; name=>![ERROR]",
        "form-data; name=\">![ERROR]",
        "form-data; name=\"a>![ERROR]",
        "form-data; name=\"a\\>![ERROR]",
        "form-data; name=\"a\"b>![ERROR, INVALID_QUOTING]",
        "form-data; name=\"a\" b>![ERROR]",
        "form-data; name=a\"b\">![ERROR]",
        "form-data, name=\"a\">![ERROR]",
        "form-data; size=1; name=\"a\">![ERROR]"})
    void dispositionsAreReadStrictly(String disposition, String expected) {
        assertEquals(expected, shown(read("multipart/form-data; boundary=xy", "Content-Disposition: " + disposition)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "multipart/form-data; boundary=xy>a[]",
        "Multipart/Form-Data;boundary=xy>a[]",
        "multipart/form-data; boundary=\"xy\">a[BOUNDARY_QUOTED]",
        "multipart/form-data; boundary =xy>a[BOUNDARY_WHITESPACE]",
        "multipart/form-data boundary=xy>a[MISSING_SEMICOLON]",
        "multipart/form-data; boundary= xy>![BOUNDARY_WHITESPACE, DATA_BEFORE, UNMATCHED_BOUNDARY]",
        "multipart/form-data; boundary=xy >![ERROR]",
        "multipart/form-data; boundary=xy; charset=utf-8>![ERROR]",
        "multipart/form-data; charset=utf-8; boundary=xy>![ERROR]",
        "multipart/form-data; boundary=xy; boundary=zz>![ERROR]",
        "multipart/form-data; boundary=xy; Boundary=zz>![ERROR]",
        "multipart/form-data; Boundary=xy>![ERROR]",
        "multipart/form-data; xboundary=xy>![ERROR]",
        "multipart/form-data; boundaryx=xy>![ERROR]",
        "multipart/form-data; boundary>![ERROR]",
        "multipart/form-data; boundary=>![ERROR]",
        "multipart/form-data; boundary=\"\">![BOUNDARY_QUOTED, ERROR]",
        "multipart/form-data; boundary=\"xy>![ERROR]",
        "multipart/form-data; boundary=xy\">![ERROR]",
        "multipart/form-data;; boundary=xy>![ERROR]",
        "multipart/form-data>![ERROR]",
        "multipart/mixed; boundary=xy>![ERROR]"})
    void boundariesAreReadStrictly(String type, String expected) {
        assertEquals(expected, shown(read(type, "Content-Disposition: form-data; name=\"a\"")));
    }

    @Test
    void boundariesAreMadeOfWhatTheyMayBeMadeOf() {
        for (char c = 1; c < 256; c++) {
            byte[] type = Text.octets("multipart/form-data; boundary=x" + c + "y");
            boolean fits = Multipart.parse(Octets.NONE, type, Bounds.DEFAULT).error().isEmpty();
            boolean may = c < 128 && (Character.isLetterOrDigit(c) || " '()+_,-./:=?".indexOf(c) >= 0);
            assertEquals(may, fits, () -> String.valueOf((int) type[31]));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, value = {
        "D: form-data; name=\"a\"~X: 1>a[]",
        "X Y:1~D: form-data; name=\"a\">a[]",
        "content-disposition:form-data; name=\"a\">a[]",
        "D:\t form-data; name=\"a\">a[]",
        "D: form-data;~ name=\"a\">a[HEADER_FOLDING]",
        "D: form-data;~\tname=\"a\"~X: 1>a[HEADER_FOLDING]",
        "D: form-data;~\u000bname=\"a\">a[HEADER_FOLDING, INVALID_HEADER_FOLDING]",
        "D: form-data;~ \u000cname=\"a\">a[HEADER_FOLDING, INVALID_HEADER_FOLDING]",
        " D: form-data; name=\"a\">![ERROR, HEADER_FOLDING]",
        "D: form-data; name=\"a\"~D: form-data; name=\"b\">![ERROR]",
        "D: form-data; name=\"a\"~X: 1~x: 2>![ERROR]",
        "D: form-data; name=\"a\"~X>![ERROR]",
        "D: form-data; name=\"a\"~: 1>![ERROR]",
        "D : form-data; name=\"a\">![ERROR]",
        "D: form-data; name=\"a\0\">![ERROR]"})
    void headerLinesAreReadStrictly(String headers, String expected) {
        assertEquals(expected, shown(read("multipart/form-data; boundary=xy", headers.replace("D:", "Content-Disposition:").replace("D :", "Content-Disposition :"))));
    }

    @Test
    void foldedHeadersAreShownAsOneLine() {
        MultipartBody body = read("multipart/form-data; boundary=xy", "X:y~Content-Disposition:form-data;~  name=\"a\"~\tZ");
        assertEquals("![ERROR, HEADER_FOLDING]", shown(body));
        MultipartBody good = read("multipart/form-data; boundary=xy", "X:y~Content-Disposition:form-data;~  name=\"a\"");
        assertEquals("X:y|Content-Disposition: form-data; name=\"a\"", good.parts().getFirst().headers().stream().map(Text::latin).collect(Collectors.joining("|")));
    }

    @Test
    void headersAreBounded() {
        String type = "multipart/form-data; boundary=xy";
        String disposition = "Content-Disposition: form-data; name=\"a\"";
        assertEquals("a[]", shown(read(type, disposition + "~X: " + "y".repeat(4_000))));
        assertEquals("![ERROR]", shown(read(type, disposition + "~X: " + "y".repeat(4_096))));
        assertEquals("![ERROR, HEADER_FOLDING]", shown(read(type, disposition + "~X: 1" + ("~ " + "y".repeat(1_000)).repeat(5))));
        StringBuilder many = new StringBuilder(disposition);
        for (int i = 0; i < 100; i++) {
            many.append("~X").append(i).append(": 1");
        }
        assertEquals("![ERROR]", shown(read(type, many.toString())));
    }
}
