package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlTest {

    private static String read(String xml) {
        return Shown.xml(Xml.parse(Text.octets(xml), Bounds.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, emptyValue = "", value = {
        "<a/>;``",
        "<a></a>;``",
        "<a>x</a>;x",
        "<a>x<b>y</b>z</a>;xyz",
        "<a b='1' c=\"2\"><d e='3'/></a>;|1|2|3",
        "<a><!-- no --><?no no?>x<![CDATA[<y>&amp]]></a>;x<y>&amp",
        "<?xml version='1.0'?><a>x</a>;x",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes' ?><!--c--><a>x</a><?p?> ;x",
        "<a xmlns='u:1' xmlns:p='u:2' p:b='1'>x</a>;x|1",
        "<p:a>x</p:a>;x",
        "<a> x </a>; x ",
        "<a b = '1' >x</a >;x|1",
        "\u00ef\u00bb\u00bf<a>x</a>;x",
        "<?xml version='1.0' encoding='utf-8'?><a>\u00c3\u00a4</a>;\u00c3\u00a4",
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e4</a>;\u00c3\u00a4",
        "<?xml version='1.0' encoding='us-ascii'?><a>x</a>;x",
        "<\u00c3\u00a4>x</\u00c3\u00a4>;x"})
    void textAndAttributesAreRead(String xml, String expected) {
        assertEquals(expected, read(xml));
    }

    @Test
    void referencesAndLineEndsAreReplaced() {
        assertEquals("|  x  y", read("<?xml version='1.0'?>\n<a\nb='\n x\r\n\ty'>\n</a>\n").strip());
        assertEquals("<>&\"'A\u00c3\u00a4\u00f0\u009f\u0098\u0080", read("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#xE4;&#x1F600;</a>"));
        assertEquals("|<>&\"'\t", read("<a b='&lt;&gt;&amp;&quot;&apos;&#9;'/>"));
        assertEquals("x\ny\nz", read("<a>x\r\ny\rz</a>"));
        assertEquals("x\ny", read("<a><![CDATA[x\r\ny]]></a>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "x", "<", "<a", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<1/>", "<a b/>", "<a b=1/>", "<a b='<'/>", "<a b='1'b='2'/>", "<a b='", "<a><!-- -- --></a>",
        "<a><?xml version='1.0'?></a>", " <?xml version='1.0'?><a/>", "<?xml?><a/>", "<?xml version='2.0'?><a/>", "<?xml version='1.0' encoding='utf-16'?><a/>", "<?xml version='1.0' encoding='utf-7'?><a/>",
        "<?xml encoding='utf-8'?><a/>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#;</a>", "<a>\0</a>", "<a>\u0001</a>", "<a>\u00ff</a>", "<a>\u00ef\u00bf\u00bf</a>",
        "\u00ff\u00fe<\0a\0/\0>\0", "<a></ a>", "< a/>", "<a><![CDATA[</a>", "<a><![cdata[x]]></a>", "<?xml version='1.0' encoding='us-ascii'?><a b='\u00c3\u00a4'/>",
        "\u00ef\u00bb\u00bf<?xml version='1.0' encoding='iso-8859-1'?><a/>"})
    void whatIsNotWellFormedIsAnError(String xml) {
        assertTrue(read(xml).endsWith("!"), xml);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a><a/>",
        "<a><!DOCTYPE b></a>"})
    void aDocumentTypeIsAnError(String xml) {
        assertEquals("!", read(xml));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "<a>x<b>y</a>;xy!",
        "<a>x;x!",
        "<a>x&nbsp.y</a>;x&!",
        "<a b='1'>x]]></a>;x|1!",
        "<a><![CDATA[x;x!"})
    void whatStandsBeforeAnErrorIsRead(String xml, String expected) {
        assertEquals(expected, read(xml.replace("nbsp.", "nbsp;")));
    }

    @Test
    void attributesMayNotOccurTwice() {
        assertTrue(read("<a b='1' b='2'/>").endsWith("!"));
        StringBuilder many = new StringBuilder("<a");
        for (int i = 0; i < 20_000; i++) {
            many.append(" a").append(i).append("='1'");
        }
        assertEquals(20_000, Xml.parse(Text.octets(many + "/>"), Bounds.DEFAULT).attributes().size());
        assertTrue(Xml.parse(Text.octets(many + " a0='1'/>"), Bounds.DEFAULT).error().isPresent());
    }

    @Test
    void depthAndNodesAreBounded() {
        assertEquals("x", read("<a>".repeat(256) + "x" + "</a>".repeat(256)));
        assertEquals("!", read("<a>".repeat(257) + "x" + "</a>".repeat(257)));
        assertEquals("!", read("<a>".repeat(300_000)));
        assertEquals("", read("<a>" + "<b/>".repeat(49_999) + "</a>"));
        assertEquals("!", read("<a>" + "<b/>".repeat(50_000) + "</a>"));
    }

    @Test
    void cutAnywhereItIsAnError() {
        String xml = "<?xml version=\"1.0\"?><a b='c&amp;'>d<!-- e --><f/>&#65;<![CDATA[g]]><?h i?></a>";
        for (int length = 1; length < xml.length(); length++) {
            assertTrue(read(xml.substring(0, length)).endsWith("!"), xml.substring(0, length));
        }
        assertEquals("", read(""));
        assertEquals("dAg|c&", read(xml));
    }
}
