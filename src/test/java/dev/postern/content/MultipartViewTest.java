package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MultipartViewTest {

    private static final String TYPE = "multipart/form-data; boundary=\"b--b\"";

    /** A body in which {@code ~} is the end of a line; what comes out, where, whether it is broken. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '^', value = {
            "--b--b~D; name=\"a\"~~1234~--b--b--~ ! --b--b~D; name=\"a\"~~X\"Y~--b--b--~ ! a 0 0 ! false",
            "--b--b~D; name=\"a\"; filename=\"1234%35%22.txt\"~T: application/json~~{\"n\":[1234]}~--b--b~D; name=\"c\"~~1234~--b--b-- ! --b--b~D; name=\"a\"; filename=\"X%22Y%22.txt\"~T: application/json~~{\"n\":[\"X\\\"Y\"]}~--b--b~D; name=\"c\"~~X\"Y~--b--b-- ! a;filename 0 5;a/n/0 0 0;c 0 0 ! false",
            "pre 1234~--b--b  ~D; name=1234; filename*=UTF-8''%31234~X-Y: 1234~~~--b--b--~post 1234~ ! pre X\"Y~--b--b  ~D; name=X_Y; filename*=UTF-8''X%22Y~X-Y: X\"Y~~~--b--b--~post X\"Y~ ! - 4 0;1234;name 0 0;1234;filename 7 0;- 7 4;- 9 2 ! false",
            "--b--b~~--b--bx~--b--~--b--1234~--b--b--~ ! --b--b~~--b--bx~--b--~--b--X\"Y~--b--b--~ ! 1 21 0 ! false",
            "--b--b~D; name=a~T: application/x-www-form-urlencoded~~x=%31234&1234~--b--b--~ ! --b--b~D; name=a~T: application/x-www-form-urlencoded~~x=X%22Y&X%22Y~--b--b--~ ! a/x 0 0;a/ 0 0 ! false",
            "--b--b~D; name=a~T: multipart/mixed; boundary=c~~--c~~1234~--c--~~--b--b--~ ! --b--b~D; name=a~T: multipart/mixed; boundary=c~~--c~~X\"Y~--c--~~--b--b--~ ! a/1 0 0 ! false",
            "--b--b~D; name=a~~1234~ ! --b--b~D; name=a~~X\"Y~ ! a 0 2 ! true",
            "1234 ! X\"Y ! - 0 0 ! true",
            "--b--b~D; name=a~no field~~1234~--b--b--~ ! --b--b~D; name=a~no field~~X\"Y~--b--b--~ ! a 0 0 ! true",
            "--b--b--~--b--b~~1234~--b--b--~ ! --b--b--~--b--b~~X\"Y~--b--b--~ ! - 0 12 ! true",
            "--b--b~D; name=a~T: text/plain; charset=utf-16be~~\0001\0002\0003\0004~--b--b--~ ! --b--b~D; name=a~T: text/plain; charset=utf-16be~~\000X\000\"\000Y~--b--b--~ ! a 0 0 ! false"})
    void readsAndWrites(String written, String out, String found, boolean malformed) {
        for (String end : List.of("\r\n", "\n")) {
            String body = lines(written, end);
            Fed fed = Fed.whole(TYPE, body, new Digits(4, "X\"Y"));
            assertEquals(lines(out, end), fed.out());
            if (end.length() == 2) {
                assertEquals(List.of(found.split(";(?=[^nf])")), fed.seen().found);
            }
            assertEquals(malformed, fed.malformed());
            Fed.sameHoweverCut(TYPE, Fed.latin(body), () -> new Digits(4, "X\"Y"), 1);
            assertEquals(body, Fed.whole(TYPE, body, Digits.none()).out());
        }
    }

    private static String lines(String written, String end) {
        return written.replace("\\000", "\0").replace("~", end).replace("D;", "Content-Disposition: form-data;").replace("T:", "content-type:");
    }

    @Test
    void aPartInATransferEncodingIsShownBothWaysAndChangedInNeither() {
        for (String content : List.of("MTIzNA==", "1234")) {
            String body = lines("--b--b~D; name=a~Content-Transfer-Encoding: base64~~", "\r\n") + content + lines("~--b--b--~", "\r\n");
            Fed fed = Fed.whole(TYPE, body, new Digits(4, "X"));
            assertEquals(body, fed.out());
            assertEquals(List.of(), fed.seen().found);
            assertEquals(1, fed.seen().shown.size(), content);
        }
    }

    @Test
    void partsAreCounted() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            body.append("--b--b\r\nContent-Disposition: form-data; name=\"p").append(i).append("\"\r\n\r\n1234\r\n");
        }
        Fed most = Fed.whole(TYPE, body.substring(0, body.lastIndexOf("--b--b")) + "--b--b--", new Digits(4, "X"));
        assertEquals(false, most.malformed());
        assertEquals("p9999 0 0", most.seen().found.getLast());
        assertEquals(false, Fed.readable(TYPE, Fed.latin(body.toString())));
    }

    @Test
    void nestingIsBounded() {
        String body = "1234";
        for (int i = 0; i < 4; i++) {
            String type = i == 0 ? "text/plain" : "multipart/mixed; boundary=b" + (i - 1);
            body = "--b" + i + "\r\nContent-Type: " + type + "\r\n\r\n" + body + "\r\n--b" + i + "--";
            assertEquals(i < 3, Fed.readable("multipart/mixed; boundary=b" + i, Fed.latin(body)), i + " in one");
        }
    }

    @Test
    void aHeadThatIsTooLongIsUnreadable() {
        assertEquals(true, Fed.readable(TYPE, Fed.latin("--b--b\r\nX: " + "y".repeat(4_000) + "\r\n\r\n1234\r\n--b--b--")));
        for (String end : List.of("\r\n\r\n1234\r\n--b--b--", "")) {
            assertEquals(false, Fed.readable(TYPE, Fed.latin("--b--b\r\nX: " + "y".repeat(5_000) + end)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=a; boundary=b--b", "multipart/form-data; boundary=\u00e9"})
    void withoutOneBoundaryItIsUnreadable(String type) {
        assertEquals(false, Fed.readable(type, Fed.latin("--b--b\r\n\r\n1234\r\n--b--b--")));
    }
}
