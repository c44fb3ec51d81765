package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.postern.coding.Limits;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Party;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a body is cut into pieces, the same is found and the same comes out. */
final class RewritingTest {

    private static final String MASK = "rules: [{types: [CREDIT_CARD_NUMBER], action: mask, mask: {keep-last: 4}}]";
    private static final String CARD = "4012 8888 8888 1881";

    @TempDir
    Path dir;

    private static String through(Redactor redactor, String type, String body, int piece) throws Exception {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Rewriting rewriting = Rewriting.of(new BodyHead(type, "", Optional.empty()), redactor, Rewriting.Output.WANTED, Limits.DEFAULT)) {
            for (int at = 0; at < octets.length; at += piece) {
                out.writeBytes(rewriting.add(Arrays.copyOfRange(octets, at, Math.min(octets.length, at + piece))));
            }
            out.writeBytes(rewriting.end());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void longTextsComeOutWhole() throws Exception {
        String text = "The quick brown fox. ".repeat(20_000);
        for (int piece : new int[] {1 << 20, 65_536, 16_384, 1_000, 777}) {
            Profiled profiled = Profiled.of(dir, MASK);
            String out = through(profiled.redactor(Direction.RESPONSE, Party.NOBODY), "text/plain", text + CARD + " " + text, piece);
            String expected = text + "XXXX XXXX XXXX 1881 " + text;
            int differs = Arrays.mismatch(expected.toCharArray(), out.toCharArray());
            assertEquals(-1, differs, () -> "at " + differs + ": " + out.substring(Math.max(0, differs - 20), Math.min(out.length(), differs + 40)));
        }
    }

    static List<Arguments> documents() {
        return List.of(
                Arguments.of("text/plain", "pay 4012 8888 8888 1881 now", "pay XXXX XXXX XXXX 1881 now"),
                Arguments.of("application/json", "{\"a\":[{\"n\":\"4012\\u00208888 8888 1881\"}]}", "{\"a\":[{\"n\":\"XXXX XXXX XXXX 1881\"}]}"),
                Arguments.of("application/json", "{\"card\":4012888888881881,\"n\":1}", "{\"card\":\"XXXXXXXXXXXX1881\",\"n\":1}"),
                Arguments.of("application/x-www-form-urlencoded", "a=1&card=4012+8888+8888+1881&b=%20", "a=1&card=XXXX+XXXX+XXXX+1881&b=%20"),
                Arguments.of("application/x-www-form-urlencoded", "c=%34012888888881881", "c=XXXXXXXXXXXX1881"),
                Arguments.of("application/xml", "<a><card>4012 8888 &#56;888 1881</card></a>", "<a><card>XXXX XXXX XXXX 1881</card></a>"),
                Arguments.of("text/csv", "name,card\n\"Ada, B\",\"4012 8888 8888 1881\"\n", "name,card\n\"Ada, B\",\"XXXX XXXX XXXX 1881\"\n"),
                Arguments.of("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"card\"\r\n\r\n4012 8888 8888 1881\r\n--b--\r\n",
                        "--b\r\nContent-Disposition: form-data; name=\"card\"\r\n\r\nXXXX XXXX XXXX 1881\r\n--b--\r\n"),
                Arguments.of("text/event-stream", "data: card 4012 8888 8888 1881\n\n", "data: card XXXX XXXX XXXX 1881\n\n"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCutGivesTheSame(String type, String body, String expected) throws Exception {
        Profiled first = Profiled.of(dir, MASK);
        assertEquals(expected, through(first.redactor(Direction.RESPONSE, Party.NOBODY), type, body, body.length()));
        assertEquals(1, first.found().size(), first.found().toString());
        for (int piece = 1; piece < body.length(); piece++) {
            Profiled again = Profiled.of(dir, MASK);
            assertEquals(expected, through(again.redactor(Direction.RESPONSE, Party.NOBODY), type, body, piece));
            assertEquals(first.found(), again.found());
        }
    }

    @Test
    void whatWasTokenisedOrEncryptedComesBack() throws Exception {
        Profiled profiled = Profiled.of(dir, """
                rules: [{types: [CREDIT_CARD_NUMBER], in: request, action: tokenise, tokens: {keep-first: 6, keep-last: 4}}, {types: [EMAIL_ADDRESS], in: request, action: tokenise},
                  {types: [IBAN_CODE], in: request, action: encrypt},
                  {types: [CREDIT_CARD_NUMBER, EMAIL_ADDRESS, IBAN_CODE], in: response, action: restore, tokens: {keep-first: 6, keep-last: 4}}]""");
        String body = "{\"card\":\"4012 8888 8888 1881\",\"mail\":\"ada@example.com\",\"iban\":\"DE89370400440532013000\"}";
        String out = through(profiled.redactor(Direction.REQUEST, Party.NOBODY), "application/json", body, 7);
        for (String value : new String[] {"8888 1881", "ada@", "DE89"}) {
            assertFalse(out.contains(value), out);
        }
        assertEquals(body, through(profiled.redactor(Direction.RESPONSE, Party.NOBODY), "application/json", out, 11));
        assertEquals(3, profiled.found().size(), profiled.found().toString());
    }

    @Test
    void numbersThatAreNobodysTokensStayAsTheyAre() throws Exception {
        Profiled profiled = Profiled.of(dir, "rules: [{types: [CREDIT_CARD_NUMBER], in: response, action: restore}]");
        StringBuilder body = new StringBuilder("[");
        for (long time = 1_764_226_000_000L; time < 1_764_226_000_200L; time++) {
            body.append(time).append(',');
        }
        String text = body.append("1]").toString();
        assertEquals(text, through(profiled.redactor(Direction.RESPONSE, Party.NOBODY), "application/json", text, 100));
    }
}
