package dev.postern.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts of libinjection 3.9.2, which ModSecurity 2.9 has, on our own values; {@code LibinjectionTests} runs its own. */
final class CrossSiteScriptingTest {

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<ScRiPt", "<s\0cript>", "<iframe src=x>", "<img src=x onerror=alert(1)>", "<img/src='x'/onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">", "<a href=\" \u00a0JaVa", "<a href=\"&#106;&#97;va&#x73;cript:x\">", "<a href='j\navascript:x'>", "<a href=&#0;&#x0006A;ava>",
            "<a href=&#x14a;ava>", "<a href= data:text/html,x>", "<a href=vbscript:x>", "<a href=view-source:x>", "<a xlink:href=java>", "x onload=alert(1)", "' onfocus='x",
            "\" autofocus onfocus=x", "` onclick=x", "<svg/onload=x>", "<xsl:template>", "<!DOCTYPE html>", "<!doctype", "<!-- ` -->", "<!--[if IE]>", "<?xml version?>",
            "<?import x>", "<!ENTITY x>", "<p style=x>", "<p attributename=href>", "<p xmlns=x>", "<p xlink=x>", "<p onabc=x>", "a\u00ff onload=x", "<b><%a%><script>"})
    void isAnAttack(String value) {
        assertTrue(CrossSiteScripting.found(Text.octets(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "<", "=", "a=b", "one=1", "on=1", "1 < 2 and 3 > 2", "<b>bold</b>", "<a href=\"/path?a=1\">", "<a title=\"javascript:x\">", "</script>",
            "<scr ipt>", "<!-- x -->", "<p attributename=class>", "<a href=http://javascript/>", "<a href=&#>", "<a href=&#x>", "<a href=&#9999999106;ava>", "<a href=&>",
            "<a href=&#x", "x foo='", "<<<<", "//////", "<a///", "<![CDATA[<script>]]", "<!---", "<!--", "<%", "a=<b", "\0=\0"})
    void isNone(String value) {
        assertFalse(CrossSiteScripting.found(Text.octets(value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
            "a<b c=d>e ^ DATA_TEXT,1,a|TAG_NAME_OPEN,1,b|ATTR_NAME,1,c|ATTR_VALUE,1,d|TAG_NAME_CLOSE,1,>|DATA_TEXT,1,e",
            "<a b = 'c' d=\"e\"f=`g`/> ^ TAG_NAME_OPEN,1,a|ATTR_NAME,1,b|ATTR_VALUE,1,c|ATTR_NAME,1,d|ATTR_VALUE,1,e|ATTR_NAME,1,f|ATTR_VALUE,1,g|TAG_NAME_SELFCLOSE,2,/>",
            "</a></ b></> ^ TAG_CLOSE,1,a|TAG_COMMENT,2, b|DATA_TEXT,1,>",
            "<!--a--!>b<!x>c<?d>e<%f%>g ^ TAG_COMMENT,2,a-|DATA_TEXT,1,b|TAG_COMMENT,1,x|DATA_TEXT,1,c|TAG_COMMENT,1,d|DATA_TEXT,1,e|TAG_COMMENT,1,f|DATA_TEXT,1,g",
            "<![CDATA[a]b]]>c<!doctype d>e ^ DATA_TEXT,3,a]b|DATA_TEXT,1,c|DOCTYPE,9,doctype d|DATA_TEXT,1,e",
            "<1<a ^ DATA_TEXT,1,<|DATA_TEXT,1,1|TAG_NAME_OPEN,1,a",
            "<a b c ^ TAG_NAME_OPEN,1,a|ATTR_NAME,1,b|ATTR_NAME,1,c",
            "<a b='c ^ TAG_NAME_OPEN,1,a|ATTR_NAME,1,b|ATTR_VALUE,1,c"})
    void cutsIntoTokens(String value, String tokens) {
        assertEquals(tokens + '|', Text.latin(Printed.html(Text.octets(value))).replace('\n', '|'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "</", "/", "</>", "<!--", "-\0", "<a b=", "<a\0", "<![CDATA[", "]]", "<%", "%", "&#0", "&#x0;", "=", "='", "\"'`", "\0"})
    void isLinear(String unit) {
        byte[] value = Text.octets("<a href=" + unit.repeat(2_000_000 / unit.length()));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> CrossSiteScripting.found(value));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> CrossSiteScripting.found(Text.octets("<!--" + unit.repeat(2_000_000 / unit.length()))));
    }
}
