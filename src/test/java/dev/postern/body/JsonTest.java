package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names and values are those that mod_security 2.9.7 showed for the same bodies. */
final class JsonTest {

    private static String read(String json) {
        return Shown.arguments(Json.parse(Text.octets(json), Bounds.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', emptyValue = "", nullValues = "-", value = {
        "5 > =5",
        "\"x\" > =x",
        "null > =",
        "[] > -",
        "{} > -",
        "{\"a\":1} > a=1",
        "{\"a\":1,\"a\":2} > a=1|a=2",
        "{\"a\":{\"b\":1},\"c\":2} > a.b=1|c=2",
        "{\"a\":true,\"b\":false,\"c\":null} > a=true|b=false|c=",
        "[1,2] > array.array=1|array.array=2",
        "[[1],[2,[3]]] > array.array.array=1|array.array.array=2|array.array.array.array=3",
        "{\"a\":[1,{\"b\":null}],\"c\":{\"d\":true},\"e\":5} > a.a=1|a.a.b=|c.d=true|e=5",
        "{\"a\":[1,2],\"b\":[{\"c\":1},{\"c\":[true,null]}],\"d\":3} > a.a=1|a.a=2|b.b.c=1|b.b.c.c=true|b.b.c.c=|d=3",
        "[{\"a\":{\"b\":[1]}},{\"c\":2}] > array.array.a.b.b=1|array.array.c=2",
        "{\"a.b\":{\"c\":1},\"d\":2} > a.b.c=1|a.d=2",
        "{\"\":1,\"a\":{\"\":2}} > =1|a.=2",
        "{\"\":{\"b\":1},\"c\":1} > .b=1|c=1",
        "{\"a\":1.0e+5,\"b\":-0,\"c\":12345678901234567890123,\"d\":1e400} > a=1.0e+5|b=-0|c=12345678901234567890123|d=1e400",
        "{\"\\u0061\":\"\\/\\\\\\\"\\u0041\"} > a=/\\\"A"})
    void scalarsAreNamedAsModSecurityNamesThem(String json, String expected) {
        assertEquals(expected == null ? "" : expected, read(json));
    }

    /** ModSecurity has no argument for these, and so no name that a rule could look at. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "{\"a\":[]} > a=",
        "{\"a\":{}} > a=",
        "{\"a\":[{},[],{}],\"b\":{\"c\":[]},\"d\":1} > a.a=|b.c=|d=1",
        "[{\"a\":[[]]},{\"b.c\":{}},2] > array.array.a.a=|array.array.b.c=|array.array.b=2",
        "{\"a\":{\"b\":1},\"c\":[1,{}]} > a.b=1|c.c=1"})
    void aKeyOverNothingIsNamed(String json, String expected) {
        assertEquals(expected, read(json));
    }

    @Test
    void stringsAreUnescaped() {
        assertEquals("a=\b\f\n\r\t", read("{\"a\":\"\\b\\f\\n\\r\\t\"}"));
        assertEquals("a=\u00f0\u009f\u0098\u0080A\0z", read("{\"a\":\"\\ud83d\\ude00\\u0041\\u0000z\"}"));
        assertEquals("a=\u00c3\u00a4\u00e2\u0082\u00ac", read("{\"a\":\"\\u00e4\\u20AC\"}"));
        assertEquals("a=?x", read("{\"a\":\"\\ud800x\"}"));
        assertEquals("a=?", read("{\"a\":\"\\ud800\"}"));
        assertEquals("a=\u00ed\u00b0\u0080x", read("{\"a\":\"\\udc00x\"}"));
        assertEquals("a\0b=1", read("{\"a\\u0000b\":1}"), "a NUL does not end a name");
    }

    @Test
    void aHalfPairHidesNothing() {
        assertEquals("a=?'", read("{\"a\":\"\\ud83d\\u0027\"}"));
        assertEquals("a=??y", read("{\"a\":\"\\ud800\\ud800y\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":tru", "{'b':1}", "{\"a\":NaN}", "/*x*/{}", "\u00ef\u00bb\u00bf{}", "-", "{\"a\" 1}", "{,}", "[,]", "{\"a\":+1}",
        "{\"a\":.5}", "{\"a\":\"x\ty\"}", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\0\"}", "\0{}", "{1:2}", "]", "}", "\"", "\"\\", "\"\\u00"})
    void whatIsNoJsonIsAnErrorWithoutArguments(String json) {
        assertEquals("!", read(json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', value = {
        "{\"a\":1}x > a=1!",
        "{\"a\":1}{\"b\":2} > a=1!",
        "{\"a\":1,} > a=1!",
        "{\"a\":1] > a=1!",
        "[1} > array.array=1!",
        "[1,] > array.array=1!",
        "{\"a\":1 > a=1!",
        "{\"a\":01} > a=0!",
        "{\"a\":1. > !",
        "{\"a\":1e} > !",
        "1 2 > =1!"})
    void whatStandsBeforeAnErrorIsRead(String json, String expected) {
        assertEquals(expected, read(json));
    }

    @Test
    void whatIsNoUtf8IsReadAndAnError() {
        for (String octets : new String[] {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00c3", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082"}) {
            assertEquals("a=" + octets + "|b=1!", read("{\"a\":\"" + octets + "\",\"b\":1}"));
        }
        assertEquals("a=\u00c3\u00a4", read("{\"a\":\"\u00c3\u00a4\"}"));
    }

    @Test
    void otherBlanksThanThoseOfJsonAreReadAndAnError() {
        assertEquals("a=1|b=2!", read("{\"a\":\u000b1,\f\"b\":2}"));
        assertEquals("a=1!", read("{\"a\":1}\f"));
        assertEquals("!", read("{\u00a0}"));
    }

    @Test
    void utf16IsAnError() {
        assertEquals("!", read("{\0\"\0a\0\"\0:\0001\0}\0"));
        assertEquals("!", read("\0{\0\"\0a\0\"\0:\0001\0}"));
    }

    @Test
    void nestingIsBounded() {
        assertEquals("a.".repeat(511) + "a.a=1", read("{\"a\":".repeat(513) + 1 + "}".repeat(513)));
        assertEquals("!", read("{\"a\":".repeat(514) + 1 + "}".repeat(514)));
        assertEquals("", read("[".repeat(512) + "]".repeat(512)));
        assertEquals("!", read("[".repeat(513) + "]".repeat(513)));
        assertEquals("!", read("[".repeat(1_000_000)));
        assertEquals("!", read("{\"a\":[".repeat(200_000)));
    }

    @Test
    void argumentsAreCounted() {
        String many = "[" + "1,".repeat(9_999) + "1]";
        JsonBody over = Json.parse(Text.octets(many), Bounds.DEFAULT);
        assertEquals(1_000, over.arguments().size());
        assertTrue(over.error().isPresent());
        assertEquals(10_000, Json.parse(Text.octets(many), Bounds.DEFAULT.withArguments(10_000)).arguments().size());
    }

    /** 64 KiB of key before each of 10,000 names would be 640 MiB. */
    @Test
    void aLongKeyDoesNotMultiply() {
        StringBuilder json = new StringBuilder("{\"").append("k".repeat(65_536)).append("\":{");
        for (int i = 0; i < 10_000; i++) {
            json.append('"').append(i).append("\":1,");
        }
        JsonBody body = Json.parse(Text.octets(json.append("\"z\":1}}").toString()), Bounds.DEFAULT.withArguments(20_000));
        assertTrue(body.error().isPresent());
        long octets = body.arguments().stream().mapToLong(argument -> argument.name().length).sum();
        assertTrue(octets < 20L * json.length(), () -> octets + " octets of names");
    }

    @Test
    void elementsOfAnArrayShareTheirName() {
        JsonBody body = Json.parse(Text.octets("{\"" + "k".repeat(65_536) + "\":[" + "1,".repeat(9_999) + "1]}"), Bounds.DEFAULT.withArguments(10_000));
        assertEquals(10_000, body.arguments().size());
        assertTrue(body.error().isEmpty());
    }

    @Test
    void cutAnywhereItIsAnError() {
        String json = "{\"a\":[1,{\"b\":\"x\\u0041\u00c3\u00a4\"},true],\"c\":-1.5e3}";
        for (int length = 1; length < json.length(); length++) {
            assertTrue(read(json.substring(0, length)).endsWith("!"), json.substring(0, length));
        }
        assertEquals("", read(""));
        assertEquals("a.a=1|a.a.b=xA\u00c3\u00a4|a.a=true|c=-1.5e3", read(json));
    }
}
