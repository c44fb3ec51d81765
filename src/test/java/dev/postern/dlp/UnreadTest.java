package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.postern.exchange.Reason;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Party;
import dev.postern.inspect.Verdict;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read does not pass as if it had been, however it comes about. */
final class UnreadTest {

    private static final String CARD = "4012888888881881";
    private static final String BLOCK = "rules: [{types: [CREDIT_CARD_NUMBER], action: block}]";

    @TempDir
    Path dir;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ebcdic(String text) {
        return text.getBytes(Charset.forName("IBM037"));
    }

    private static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private static byte[] part(String boundary, String head, String content) {
        return ascii("--" + boundary + "\r\nContent-Disposition: form-data; name=\"f\"\r\n" + head + "\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n");
    }

    static List<Arguments> charsets() {
        String states = "<a>card 4012\u001b(J8888\u001b(B88881881</a>";
        String form = "multipart/form-data; boundary=b";
        String seven = "<a>card +ADQAMAAxADIAOAA4ADgAOAA4ADgAOAA4ADEAOAA4ADE-</a>";
        return List.of(
                Arguments.of("with states", "application/xml", ascii("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("with states, behind a mark", "application/xml", ascii("\u00ef\u00bb\u00bf<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("with states, called text", "text/plain", ascii("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("with states, called UTF-8", "text/xml; charset=utf-8", ascii("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("said late", "application/xml", ascii("<?xml version=\"1.0\"" + " ".repeat(600) + "encoding=\"ISO-2022-JP\"?>" + states)),
                Arguments.of("UTF-7", "application/xml", ascii("<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + seven)),
                Arguments.of("EBCDIC", "application/xml", ebcdic("<?xml version=\"1.0\" encoding=\"IBM037\"?><a>card " + CARD + "</a>")),
                Arguments.of("EBCDIC of which nothing is said", "", ebcdic("<?xml version=\"1.0\" encoding=\"IBM037\"?><a>card " + CARD + "</a>")),
                Arguments.of("a part", form, part("b", "Content-Type: text/plain; charset=ibm037", latin(ebcdic("card " + CARD)))),
                Arguments.of("a part with two types", form, part("b", "Content-Type: text/plain\r\nContent-Type: text/plain; charset=ibm037", latin(ebcdic("card " + CARD)))),
                Arguments.of("a part of XML", form, part("b", "Content-Type: text/xml", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + seven)),
                Arguments.of("two", "application/json; charset=utf-8; charset=ibm037", ebcdic("{\"card\":\"" + CARD + "\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charsets")
    void aCharacterSetThatIsNotRead(String how, String type, byte[] body) throws Exception {
        assertUninspected(type, body, how);
    }

    private void assertUninspected(String type, byte[] body, String how) throws Exception {
        Verdict.Deny refused = assertInstanceOf(Verdict.Deny.class, judged(type, body), how);
        assertEquals(Reason.CONTENT_UNINSPECTED, refused.denial().reason(), how);
    }

    private Verdict judged(String type, byte[] body) throws Exception {
        Profile profile = Profiled.of(dir, BLOCK).profile;
        LossExamination examination = new LossExamination(profile, Party.NOBODY, null);
        Plan plan = profile.plan(Direction.REQUEST).of(Party.NOBODY).inContent();
        Redactor redactor = examination.redactor(Direction.REQUEST, plan);
        return new WholeBody(examination, Direction.REQUEST, plan, redactor, new BodyHead(type, "", Optional.empty())).judged(body);
    }
}
