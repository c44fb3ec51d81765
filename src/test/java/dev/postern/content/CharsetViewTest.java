package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CharsetViewTest {

    @ParameterizedTest
    @CsvSource({"utf-16be,UTF-16BE", "UTF-16LE,UTF-16LE", "utf-32be,UTF-32BE", "utf-32le,UTF-32LE", "iso-8859-1,ISO-8859-1", "windows-1252,windows-1252", "windows-1251,windows-1251",
            "koi8-r,KOI8-R", "shift_jis,windows-31j", "EUC-JP,EUC-JP", "euc-kr,x-windows-949", "gb2312,GBK", "gb18030,GB18030", "big5,x-windows-950", "us-ascii,US-ASCII", "utf-8,UTF-8"})
    void readAndWrittenBack(String said, String charset) {
        Charset set = Charset.forName(charset);
        String text = List.of("é", "я", "漢字", "かな", "한국", "😀").stream().filter(set.newEncoder()::canEncode).reduce("\"", String::concat);
        byte[] body = ("{\"a\":[" + text + "1234\",1234]}").getBytes(set);
        String type = "application/json; charset=" + said;
        Fed fed = Fed.whole(type, body, new Digits(4, "<€ü漢>"));
        String with = "<€ü漢>".codePoints().mapToObj(c -> set.newEncoder().canEncode(Character.toString(c)) || said.equals("us-ascii") ? Character.toString(c) : String.format("\\u%04X", c))
                .reduce("", String::concat);
        Charset read = said.equals("us-ascii") ? StandardCharsets.UTF_8 : set;
        assertEquals("{\"a\":[" + text + with + "\",\"" + with + "\"]}", new String(Fed.latin(fed.out()), read));
        assertEquals(List.of("/a/0 " + text.substring(1).getBytes(StandardCharsets.UTF_8).length + " 0", "/a/1 0 0"), fed.seen().found);
        Fed.sameHoweverCut(type, body, () -> new Digits(4, "é"), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16be", "utf-16le", "utf-32be", "utf-32le", "iso-8859-1", "windows-1252", "windows-1257", "koi8-u", "shift_jis", "euc-jp", "euc-kr", "gbk", "gb18030", "big5", "big5-hkscs",
            "utf-8", "iso-8859-8", "tis-620", "euc-tw"})
    void anyOctetsComeOutAsTheyCameIn(String said) {
        byte[] body = new byte[90_000];
        new Random(7).nextBytes(body);
        Fed fed = Fed.whole("text/csv; charset=" + said, body, Digits.none());
        assertArrayEquals(body, Fed.latin(fed.out()));
        Fed.sameHoweverCut("text/plain; charset=" + said, Arrays.copyOf(body, 301), () -> new Digits(1, "é"), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void toldByItsFirstOctets(String charset) throws Exception {
        Charset set = Charset.forName(charset);
        for (String json : List.of("{\"a\":1234}", "[1234]", "\"1234\"")) {
            for (String type : List.of("application/json", "application/json; charset=utf-8", "image/png")) {
                byte[] body = json.getBytes(set);
                boolean text = json.startsWith("\"") && type.startsWith("image");
                assertEquals(text ? "\"X\"" : json.replace("1234", json.startsWith("\"") ? "X" : "\"X\""), new String(Fed.latin(Fed.whole(type, body, new Digits(4, "X")).out()), set), type);
            }
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write("\ufeff<a>&#49;234</a>".getBytes(set));
        Fed fed = Fed.whole("text/xml; charset=iso-8859-1", marked.toByteArray(), new Digits(4, "X"));
        assertArrayEquals("\ufeff<a>X</a>".getBytes(set), Fed.latin(fed.out()));
        assertEquals(List.of("/a 0 0"), fed.seen().found);
    }

    @Test
    void xmlSaysItself() {
        String xml = "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>漢ソ1234</a>";
        byte[] body = xml.getBytes(Charset.forName("windows-31j"));
        Fed fed = Fed.whole("application/xml", body, new Digits(4, "é"));
        assertEquals(xml.replace("1234", "&#233;"), new String(Fed.latin(fed.out()), Charset.forName("windows-31j")));
        assertEquals(false, fed.malformed());
        Fed.sameHoweverCut("application/xml", body, () -> new Digits(4, "é"), 1);
        for (String type : List.of("application/xml", "text/plain", "text/xml; charset=utf-8")) {
            assertEquals(false, Fed.readable(type, Fed.latin(xml.replace("Shift_JIS", "utf-7"))), type);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-7", "x-user-defined", "iso-2022-jp", "hz-gb-2312", "ibm037", "none", ""})
    void othersAreUnreadable(String charset) {
        assertThrows(UnreadableException.class, () -> Documents.open("application/json; charset=\"" + charset + "\"", Digits.none(), Limits.DEFAULT));
    }
}
