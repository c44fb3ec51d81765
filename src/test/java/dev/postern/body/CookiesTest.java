package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.fuzz.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

/** What is expected is what mod_security 2.9.7 showed for the same fields. */
final class CookiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, emptyValue = "", value = {
        "a=1; b=2>a=1|b=2",
        "a=1;b=2>a=1|b=2",
        "a>a=",
        "a=>a=",
        "=x; a=1>a=1",
        ";;a=1;;>a=1",
        "a=b=c>a=b=c",
        "  a = 1 ; b>a = 1 |b=",
        "a=\"x;y\"; b=1>a=\"x|y\"=|b=1",
        "a=%41+b>a=%41+b",
        "a=1; a=2>a=1|a=2",
        "$Version=1; a=2>$Version=1|a=2",
        "a=1, b=2>a=1|b=2",
        "a=1, b= b=2>a=1|b= b=2",
        ", a=1>a=1",
        "a=1,b=2>a=1,b=2",
        "a=1,b=2, c=3>a=1,b=2, c=3",
        "a=1, b=2;c>a=1, b=2|c=",
        "a,b>a,b="})
    void cookiesAreReadAsTheyStand(String field, String expected) {
        assertEquals(expected, Shown.arguments(Cookies.parse(Text.octets(field))));
    }

    @Test
    void noneIsLeftOut() {
        assertEquals("a=|".repeat(20_000) + "x=1", Shown.arguments(Cookies.parse(Text.octets("a;".repeat(20_000) + "x=1"))));
    }
}
