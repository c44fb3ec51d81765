package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlEncodedTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, emptyValue = "", value = {
        "a=1&b=2;a=1|b=2;0",
        "a;a=;0",
        "a=;a=;0",
        "=x;=x;0",
        "a=1&;a=1;0",
        "&;=;0",
        "a&&b;a=|=|b=;0",
        "a=b=c;a=b=c;0",
        "a=1&a=2;a=1|a=2;0",
        "a+b=c+d;a b=c d;0",
        "%61%3d=%26%2b%3D;a==&+=;0",
        "a=%4;a=%4;1",
        "a=%;a=%;1",
        "%zz=%4g;%zz=%4g;2",
        "a=%%41;a=%A;1",
        "a=%u0041;a=%u0041;1",
        "a=%C3%A4;a=\u00c3\u00a4;0"})
    void argumentsAreReadAsFormsMean(String text, String expected, String invalid) {
        FormBody body = UrlEncoded.parse(Text.octets(text), Bounds.DEFAULT);
        assertEquals(expected, Shown.arguments(body));
        assertEquals(invalid, String.valueOf(body.invalidEscapes()));
    }

    @Test
    void semicolonsDoNotSeparate() {
        assertEquals("a=1;b=2", Shown.arguments(UrlEncoded.parse(Text.octets("a=1;b=2"), Bounds.DEFAULT)));
    }

    @Test
    void allOctetsPass() {
        byte[] all = new byte[256];
        StringBuilder escaped = new StringBuilder("x=");
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
            escaped.append(String.format("%%%02X", i));
        }
        assertEquals("x=" + Text.latin(all), Shown.arguments(UrlEncoded.parse(Text.octets(escaped.toString()), Bounds.DEFAULT)));
        assertEquals("a=\0\u00ff", Shown.arguments(UrlEncoded.parse(Text.octets("a=\0\u00ff"), Bounds.DEFAULT)));
    }

    @Test
    void moreArgumentsThanAllowedAreAnError() {
        FormBody exact = UrlEncoded.parse(Text.octets("a=1&b=2&"), Bounds.DEFAULT.withArguments(2));
        assertEquals("a=1|b=2", Shown.arguments(exact));
        FormBody over = UrlEncoded.parse(Text.octets("a=1&b=2&c"), Bounds.DEFAULT.withArguments(2));
        assertEquals("a=1|b=2!", Shown.arguments(over));
        assertEquals("!", Shown.arguments(UrlEncoded.parse(Text.octets("c"), Bounds.DEFAULT.withArguments(2).afterArguments(2))));
    }

    @Test
    void tenThousandArguments() {
        String text = "a=1&".repeat(10_000);
        assertTrue(UrlEncoded.parse(Text.octets(text), Bounds.DEFAULT).error().isPresent());
        assertEquals(10_000, UrlEncoded.parse(Text.octets(text), Bounds.DEFAULT.withArguments(10_000)).arguments().size());
    }

    @Test
    void whatIsCutIsReadUpToThere() {
        byte[] text = Text.octets("ab=c%41&d+e=%zf&&=");
        for (int length = 0; length <= text.length; length++) {
            String cut = Text.latin(text).substring(0, length);
            FormBody body = UrlEncoded.parse(Text.octets(cut), Bounds.DEFAULT);
            assertEquals(cut.isEmpty() ? 0 : cut.split("&", -1).length - (cut.endsWith("&") ? 1 : 0), body.arguments().size(), cut);
        }
    }
}
