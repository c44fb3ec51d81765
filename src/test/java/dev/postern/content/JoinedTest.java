package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.content.XmlFormat.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JoinedTest {

    private static String joined(Joined taker, String markup) {
        Octets out = new Octets(16);
        for (byte octet : Fed.latin(markup)) {
            taker.take(octet, out);
        }
        taker.end(out);
        return new String(out.toArray(), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '^', value = {
            "XML ! ^<a>1<!-- x -->2<?p x?>3<![CDATA[4]]>5</a>^ ! <a>12345</a>",
            "XML ! ^<a b='<!--'>1<!-- -->2</a>^ ! ^<a b='<!--'>12</a>^",
            "XML ! ^<a><![CDATA[<!-- & ]] ]]]]>1<!--->-->2</a>^ ! ^<a>&lt;!-- &amp; ]] ]]12</a>^",
            "XML ! ^<!DOCTYPE a SYSTEM '<!--' [<!-- ' ]> --><!NOTATION n SYSTEM '<!--'>]><a>1<!-- -->2</a>^ ! ^<!DOCTYPE a SYSTEM '<!--' [<!NOTATION n SYSTEM '<!--'>]><a>12</a>^",
            "XML ! ^1 < 2<!x>3<^ ! ^1 < 2<!x>3<^",
            "XML ! ^<a><b>1</b><b>2</b></a>^ ! <a><b>1</b><b>2</b></a>",
            "HTML ! ^<p>1<b>2</b>3<A href='>'>4</A><wbr/>5<p>6^ ! <p>12345<p>6",
            "HTML ! ^1<!-->2<!--->3<!-- x --!>4<?x>5<!-- > -->6^ ! 123456",
            "HTML ! ^<script>'<!--'</SCRIPT>1<!-- -->2^ ! ^<script>'<!--'</SCRIPT>12^",
            "HTML ! ^<p title='<!--'>1<!-- -->2 <bdo1<i^ ! ^<p title='<!--'>12 <bdo1<i^",
            "HTML ! ^<td>1</td><td>2</td>^ ! <td>1</td><td>2</td>"})
    void whatIsNothingIsLeftOut(Kind kind, String markup, String text) {
        assertEquals(text, joined(new Joined(kind), markup));
    }

    @Test
    void entitiesAreNotRead() {
        for (String markup : new String[] {"<!DOCTYPE a [<!ENTITY x '1'>]>", "<!DOCTYPE a [<!-- ]><![CDATA[ --><!ENTITY % x '1'>]>"}) {
            Joined taker = new Joined(Kind.XML);
            joined(taker, markup);
            assertEquals(true, taker.unreadable().isPresent(), markup);
            assertEquals(false, Fed.readable("application/xml", Fed.latin(markup + "<a/>")), markup);
        }
        assertEquals(true, Fed.readable("application/xml", Fed.latin("<!DOCTYPE a [<!-- <!ENTITY x '1'> -->]><a><![CDATA[<!ENTITY x '1'>]]></a>")));
    }

    /** Where the second reading begins does not depend on it. */
    @Test
    void howeverItIsCut() {
        String markup = "<a>" + "x".repeat(40_000) + " 1234 12<!-- -->34 12<![CDATA[34]]></a>";
        Fed.sameHoweverCut("application/xml", Fed.latin(markup), () -> new Digits(4, "X"), 1);
        assertEquals(2, Fed.whole("application/xml", markup, new Digits(4, "X")).seen().shown.size());
    }
}
