package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XmlViewTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "<a>1234</a> | | <a>&lt;X é</a> | /a 0 0 | false",
            "<a><b c='1234' d=\"x 1234\">1234</b></a> | | <a><b c='&lt;X é' d=\"x &lt;X é\">&lt;X é</b></a> | /a/b/@c 0 0;/a/b/@d 2 0;/a/b 0 0 | false",
            "<a>&#49;2&#x33;&#000052;5&lt;</a> | <a>12345<</a> | <a>&lt;X é&lt;</a> | /a 0 1 | false",
            "<a>&#49&#50&#5134</a> | | <a>&#49&#50&#5134</a> | - | false",
            "<a><![CDATA[1234&lt;]]>1234</a> | | <a><![CDATA[<X é&lt;]]>&lt;X é</a> | /a 0 4;/a 0 0 | false",
            "<a><!-- 1234 --><?p 1234?><b/>1234</a> | | <a><!-- <X é --><?p <X é?><b/>&lt;X é</a> | /a 1 1;/a 2 0;/a 0 0 | false",
            "<!DOCTYPE a [<!ELEMENT e '1234'>]><a>&e;</a> | | <!DOCTYPE a [<!ELEMENT e '<X é'>]><a>&e;</a> | - 24 3 | false",
            "<a1234>x</a1234> | | <a_X_é>x</a_X_é> | - 1 0;/a1234 1 0 | false",
            "<a><b>1234</a> | | <a><b>&lt;X é</a> | /a/b 0 0 | true",
            "<a>1 < 2 1234</a> | | <a>1 < 2 &lt;X é</a> | /a 3 0 | true",
            "<a b=1234>x</a> | | <a b=_X_é>x</a> | /a/@b 0 0 | true",
            "<a>1234 | | <a>&lt;X é | /a 0 0 | true",
            "<a>1234&# | | <a>&lt;X é&# | /a 0 2 | true",
            "<a/ >1234 | | <a/ >&lt;X é | - 0 0 | false"})
    void readsAndWrites(String body, String text, String out, String found, boolean malformed) {
        check("application/soap+xml; charset=UTF-8", body, text, out, found, malformed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "<p>1234<br>a < 1234<img alt=1234 title=\"12&#51;4\"> | <p>1234<br>a < 1234<img alt=1234 title=\"1234\"> | <p>&lt;X é<br>a < &lt;X é<img alt=_X_é title=\"&lt;X é\"> | - 0 0;- 1 0;@alt 0 0;@title 0 0 | false",
            "<a href='?n=1234&amp;x'>&#x31;234&nbsp;</a> | <a href='?n=1234&x'>1234\u00a0</a> | <a href='?n=&lt;X é&amp;x'>&lt;X é&nbsp;</a> | @href 3 2;- 0 2 | false"})
    void readsPagesTolerantly(String body, String text, String out, String found, boolean malformed) {
        check("text/html", body, text, out, found, malformed);
    }

    private static void check(String type, String body, String text, String out, String found, boolean malformed) {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        Fed fed = Fed.whole(type, octets, new Digits(4, "<X é"));
        assertEquals(out, new String(Fed.latin(fed.out()), StandardCharsets.UTF_8));
        assertEquals(found.equals("-") ? List.of() : List.of(found.split(";")), fed.seen().found);
        assertEquals(malformed, fed.malformed());
        if (text != null) {
            assertEquals(text, new String(Fed.latin(fed.seen().text.toString()), StandardCharsets.UTF_8));
        }
        Fed.sameHoweverCut(type, octets, () -> new Digits(4, "<X é"), 1);
        assertEquals(new String(octets, StandardCharsets.ISO_8859_1), Fed.whole(type, octets, Digits.none()).out());
    }
}
