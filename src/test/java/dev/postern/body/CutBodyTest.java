package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of which no more may be looked at than their beginning. In texts {@code ~} is CRLF, {@code ^} LF alone, and {@code A} a part's usual beginning up to its content. */
final class CutBodyTest {

    private static final byte[] TYPE = Text.octets("multipart/form-data; boundary=xy");
    private static final String PART = "--xy~Content-Disposition: form-data; name=\"a\"~~";

    private static Received cut(String text) {
        return new Received(text.getBytes(StandardCharsets.UTF_8), BodyEnd.CUT);
    }

    private static byte[] parts(String text) {
        return Text.octets(text.replace("A", PART).replace("~", "\r\n").replace("^", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"a\":\"b\\\"c\\u00e4\\ud83d\\ude00\\n\\ud83dx\",\"b\":[1,-2.5e+10,true,false,null,[],{},[[\"x\"]]],\"c\":{\"d\":{\"e\":{}},\"f\":[{\"g\":1},{\"\":\"\"}]}} ",
        " [\"\u00e4\u20ac\ud83d\ude00\", 0, {\"\u00e4\":\"\u00e4\"}]", "\"just a string\"", "-12.50e-3", "null", "{\"a\" : {\"b\" : [ ] , \"c\" : { } } , \"d\" : true }", "[[[[]]]]", "{}"})
    void whereverJsonIsCutItsBeginningIsWhatItWas(String text) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        assertTrue(Json.parse(whole, Bounds.DEFAULT).error().isEmpty());
        for (int at = 0; at <= whole.length; at++) {
            CutBodies.json(whole, at, Bounds.DEFAULT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "\ufeff<?xml version=\"1.0\" encoding='UTF-8' standalone=\"yes\" ?>\r\n<!-- c - c --><?pi x?><a:b xmlns:a=\"u\" c='d\u00e4&#xe4;&#228;&lt;\r\n e' cd = \"\">t\u00e4\ud83d\ude00&amp;&quot;&apos;&gt;\r\n"
                + "<c/><d  /><![CDATA[x]]y]>z]]]><?q ??><!----> ]] ]</a:b  >\r\n<!-- e --><?r?>\r\n ",
        "<a/>", "<?xml-stylesheet href='x'?><a x='1' xy='2'><ab></ab><a></a></a>"})
    void whereverXmlIsCutItsBeginningIsWhatItWas(String text) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        assertEquals("", Xml.parse(whole, Bounds.DEFAULT).error().map(BodyError::message).orElse(""));
        for (int at = 0; at <= whole.length; at++) {
            CutBodies.xml(whole, at);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1~--xy--~", "A1~A2~~2~--xy--", "A~--xy--~",
        "--xy~Content-Type: text/plain~Content-Disposition: form-data ; name=\"a\\\"\\\\b\"; filename=c.d~X-Y: z~~one~ --x~-~--xy~content-disposition: form-data; name=b; filename=\"\"~~--xy--~--xy--~",
        "--xy~Content-Disposition: form-data;~ name=\"a\";~\tfilename=\"b\"~~1~--xy--~", "--xy^Content-Disposition: form-data; name='a'^^1^--xy--^", "~A1~--xy--~"})
    void whereverMultipartIsCutItsBeginningIsWhatItWas(String text) {
        byte[] whole = parts(text);
        for (int at = 0; at <= whole.length; at++) {
            CutBodies.multipart(whole, TYPE, at);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&b=%41%4a+c&%3d&&d%", "a=%zz%4", "%", "%4"})
    void whereverAFormIsCutItsBeginningIsWhatItWas(String text) {
        for (int at = 0; at <= text.length(); at++) {
            CutBodies.form(Text.octets(text), at);
        }
    }

    /** What is still open counts; {@code !} is an error. */
    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', emptyValue = "", value = {
        "{'a':'1 union sel > a=1 union sel",
        "{'a':1,'union sel > a=1|union sel=",
        "{'a':1,'union > a=1|union=",
        "{'union' > union=",
        "{'union': > union=",
        "{'union':{ > union=",
        "{'union':{'b':[ > union.b=",
        "{'a':tru > a=",
        "{'a':[12 > a.a=12",
        "{'a':'x\\ > a=x",
        "{'a':'x\\u00e > a=x",
        "{'a':'x\\ud83d > a=x",
        "{'a':'x\\ud83d\\ude0 > a=x",
        "{'a':1}  > a=1",
        "` ` > ``",
        "{'a':1}x > a=1!",
        "{'a':'x\\u00z > !",
        "{'a':'x\\q > !",
        "{'a':1;'b > a=1!",
        "{'a':nope > !",
        "[1,] > array.array=1!"})
    void whatAJsonTextHasBeforeItsCutIsSeen(String text, String expected) {
        assertEquals(expected, Shown.arguments(Json.parse(cut(text.replace('\'', '"')), Bounds.DEFAULT)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', emptyValue = "", value = {
        "(a)1 union sel > 1 union sel",
        "(a b='1 union sel > |1 union sel",
        "(a b='1'  > |1",
        "(a b='1&am > |1",
        "(a)1(![CDATA[union sel > 1union sel",
        "(a)1(b c='2' > 1|2",
        "(a)1&#x4 > 1",
        "(a)1&nope > 1&!",
        "(a)1&#xz > 1&#x!",
        "(a)1(/b) > 1!",
        "(!DOCTYPE a > !",
        "(!DOC > ``",
        "(a b='1' b='2 > |1!",
        "(a)(/a)x > !"})
    void whatAnXmlDocumentHasBeforeItsCutIsSeen(String text, String expected) {
        assertEquals(expected, Shown.xml(Xml.parse(cut(text.replace('(', '<').replace(')', '\u0001').replace("\u0001", ">")), Bounds.DEFAULT)));
    }

    /** Arguments and files; flags but that of good line ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', emptyValue = "", value = {
        "A1 union sel # a=1 union sel # []",
        "A1~A2 # a=1|a=2 # []",
        "A1~--x # a=1~--x # []",
        "A1~--xy-- # a=1~--xy-- # []",
        "A1~--xy~ # a=1 # []",
        "A1~--xy~Content-Disposition: form-data; name=\"union sel # a=1|union sel= # []",
        "A1~--xy~Content-Disposition: form-data; name=union # a=1|union= # []",
        "A1~--xy~Content-Disposition: form-data; name=\"b\"; filename=\"union sel # a=1|b<union sel>= # []",
        "A1~--xy~X-Y: union sel # a=1|= # []",
        "A1~--xy~X-Y # a=1 # []",
        "--xy~Content-Disposition: form-data; name=\"b\"; filename=\"c\"~~1 # b<c>=1 # []",
        "--x # `` # []",
        "-x # `` # [DATA_BEFORE]",
        "foo~ # `` # [DATA_BEFORE]",
        "A1~--zz # a=1~--zz # [UNMATCHED_BOUNDARY]",
        "A1~--xyz # ! # [ERROR]",
        "A1^A2 # a=1|a=2 # [LF_LINE]",
        "--xy~Content-Disposition: form-data; nope=\"b # ! # [ERROR]",
        "--xy~Content-Disposition: form-data~~1 # ! # [ERROR]"})
    void whatPartsHaveBeforeTheCutIsSeen(String text, String expected, String flags) {
        byte[] octets = parts(text);
        MultipartBody body = Multipart.parse(new Received(octets, BodyEnd.CUT), TYPE, Bounds.DEFAULT);
        String shown = body.error().isPresent() ? Shown.arguments(body) : Shown.parts(body, octets);
        assertEquals(expected.replace("~", "\r\n"), shown);
        assertEquals(flags, body.flags().stream().filter(flag -> flag != MultipartFlag.CRLF_LINE).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)).toString());
    }

    /** A boundary is the sender's to choose, and may be what an upstream takes for content when it goes on otherwise behind the cut. */
    @Test
    void anAttackThatIsTheBoundaryIsSeen() {
        byte[] octets = Text.octets("--' or 1=1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--' or 1=1--");
        MultipartBody body = Multipart.parse(new Received(octets, BodyEnd.CUT), Text.octets("multipart/form-data; boundary=' or 1=1"), Bounds.DEFAULT);
        assertEquals("a=1\r\n--' or 1=1--", Shown.arguments(body));
    }

    /** Nobody knows of the rest of it whether it is JSON, so both readings count. */
    @Test
    void aGuessOverACutBodyIsNotSure() {
        GuessedBody body = Guess.of(cut("{\"a\":\"1 union sel"), Octets.NONE, Text.octets("POST"), Bounds.DEFAULT);
        assertEquals("a=1 union sel|{\"a\":\"1 union sel=", Shown.arguments(body));
        GuessedBody xml = Guess.of(cut("--b\r\nContent-Type: text/xml\r\n\r\n<a b='1 union sel"), Text.octets("multipart/related; boundary=b"), Text.octets("POST"), Bounds.DEFAULT);
        assertEquals("1 union sel", xml.attributes().stream().map(Text::latin).collect(Collectors.joining("|")));
    }

    @Test
    void boundsHoldBeforeACutToo() {
        assertEquals("a=1!", Shown.arguments(Json.parse(cut("{\"a\":1,\"b\":\"x"), Bounds.DEFAULT.withArguments(1))));
        assertTrue(Json.parse(cut("[".repeat(600)), Bounds.DEFAULT).error().isPresent());
        assertTrue(Xml.parse(cut("<a>".repeat(300)), Bounds.DEFAULT).error().isPresent());
    }
}
