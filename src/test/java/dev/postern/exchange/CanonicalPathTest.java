package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalPathTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "->", quoteCharacter = '\0', value = {
            "/                        -> /",
            "/a                       -> /a",
            "/a/                      -> /a/",
            "/A/b                     -> /A/b",
            "/%61dmin                 -> /admin",
            "/%41%7a%39%2d%5F%7e      -> /Az9-_~",
            "/a%2Db                   -> /a-b",
            "/a%2eb                   -> /a.b",
            "/...                     -> /...",
            "/.../x                   -> /.../x",
            "/.hidden                 -> /.hidden",
            "/a..b                    -> /a..b",
            "/..a                     -> /..a",
            "/a.                      -> /a.",
            "/a%20b                   -> /a%20b",
            "/%e2%82%ac               -> /%E2%82%AC",
            "/caf%c3%a9               -> /caf%C3%A9",
            "/%F0%9F%9A%AA            -> /%F0%9F%9A%AA",
            "/%40user                 -> /@user",
            "/@user                   -> /@user",
            "/q1%28final%29           -> /q1(final)",
            "/a%21%24%26%27%2A%2C%3D%3a -> /a!$&'*,=:",
            "/c++                     -> /c%2B%2B",
            "/c%2b%2B                 -> /c%2B%2B",
            "/a|b                     -> /a%7Cb",
            "/a%7cb                   -> /a%7Cb",
            "/{id}[1]^`<>\"           -> /%7Bid%7D%5B1%5D%5E%60%3C%3E%22",
            "/100%25                  -> /100%25",
            "/100%25%20off            -> /100%25%20off",
            "/50%25x                  -> /50%25x",
            "/%25                     -> /%25",
            "/%254                    -> /%254",
            "/%25g1                   -> /%25g1",
    })
    void spellsEveryPathOneWay(String raw, String canonical) {
        assertEquals(canonical, CanonicalPath.parse(raw).value());
        assertEquals(canonical, new CanonicalPath(raw).value(), "the constructor canonicalises too");
        assertEquals(canonical, CanonicalPath.parse(canonical).value(), "idempotent");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // dot segments, in every spelling and place
            "/.", "/..", "/./", "/../", "/a/.", "/a/..", "/a/./b", "/a/../b", "/a/../../b", "/%2e", "/%2E%2e", "/.%2e/a", "/%2e./a", "/a/%2e%2e/b",
            "/a/%2E",
            // empty segments
            "//", "///", "//a", "/a//", "/a//b", "/a/b//",
            // slashes and backslashes
            "/a%2fb", "/a%2Fb", "/%2f", "/%2F%2Fetc", "/a%5cb", "/a%5Cb", "/a\\b", "/a\\..\\b", "/..%2f", "/..%5c..%5c", "/%2e%2e%2f",
            // path parameters
            "/a;b", "/a;b=c/d", "/a/..;/b", "/;", "/;/a", "/a%3bb", "/a/..%3b/b", "/a%3Bjsessionid=1", "/.;/a",
            // encoded query and fragment marks
            "/a%3fb", "/a%3F", "/a%23b",
            // controls
            "/a%00", "/%00", "/a%00.html", "/a%0a", "/a%0d%0ab", "/a%09", "/a%1f", "/a%7f", "/%C2%80", "/%c2%85", "/%C2%9F",
            // encoded twice, thrice and in pieces
            "/%252e", "/%252E%252e/", "/%252f", "/%255c", "/%2500", "/%25252e", "/%2541", "/%25%32%65", "/%25%32e", "/%252%65", "/%25%32%35",
            "/a%253bb",
            // octets that are no UTF-8: overlong, lone, surrogates, beyond Unicode, cut
            "/%c0%ae", "/%c0%ae%c0%ae/", "/%C0%AF", "/%c1%9c", "/%e0%80%ae", "/%e0%80%af", "/%f0%80%80%ae", "/%f8%80%80%80%ae", "/%80", "/%ff",
            "/%fe", "/%ed%a0%80",
            "/%f4%90%80%80", "/%e2%82", "/%e2%82/a", "/%c3", "/%c3/%a9", "/%e9t%e9",
    })
    void refusesWhatCanBeReadInTwoWays(String raw) {
        assertReason(Reason.REQUEST_PATH_AMBIGUOUS, raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "a", "*", "a/b", " /", "http://a/", "%2Fa", "\\a", ".", "?", "#",
            "/%", "/%2", "/%2/", "/%g0", "/%0g", "/%%", "/%%32e", "/%-1", "/%+1", "/% 1", "/a%", "/%u002e", "/%U002f",
            "/a b", "/a\tb", "/a\r\nb", "/a\u0000", "/\u007f", "/\u00e9", "/\u0080", "/\u2025", "/\uff0e\uff0e/",
            "/%\uff12e", "/%2\uff45", "/%\u0662\u0665",
            "/a?b", "/a#b", "/admin#/../public", "/a?", "/#",
    })
    void refusesWhatIsNoPath(String raw) {
        assertReason(Reason.REQUEST_MALFORMED, raw);
    }

    /**
     * Whatever octets arrive: refused, or spelt in visible ASCII, stable, decoding to what the raw path decodes to, and alike for all raw paths
     * that decode alike.
     */
    @Test
    void anythingAcceptedIsStableVisibleAndMeansTheSame() {
        Random random = new Random(20_260_201);
        String alphabet = "/.%;\\?#+025eEfFcC3aA~ @|\u00e9";
        Map<String, String> spellings = new HashMap<>();
        int accepted = 0;
        for (int round = 0; round < 300_000; round++) {
            StringBuilder raw = new StringBuilder("/");
            for (int i = random.nextInt(12); i > 0; i--) {
                raw.append(random.nextInt(4) == 0 ? "%%%02x".formatted(random.nextInt(256)) : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            accepted += holdsFor(raw.toString(), spellings);
        }
        assertTrue(accepted > 20_000, "the generator must reach the accepting side, reached it " + accepted + " times");
    }

    private static int holdsFor(String raw, Map<String, String> spellings) {
        final String canonical;
        try {
            canonical = CanonicalPath.parse(raw).value();
        } catch (RefusedException refused) {
            assertTrue(refused.denial().reason().status() == 400, raw);
            return 0;
        }
        assertEquals(canonical, CanonicalPath.parse(canonical).value(), raw);
        assertTrue(canonical.chars().allMatch(c -> c > 0x20 && c < 0x7f), raw);
        String meaning = decode(raw);
        assertEquals(meaning, URI.create(canonical).getPath(), raw);
        assertEquals(canonical, spellings.computeIfAbsent(meaning, unseen -> canonical), raw);
        return 1;
    }

    /** Percent-decoding as UTF-8, written without the code under test. */
    private static String decode(String raw) {
        StringBuilder encoded = new StringBuilder();
        for (char c : raw.toCharArray()) {
            encoded.append("|+ \"<>[]^`{}".indexOf(c) < 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return URI.create(encoded.toString()).getPath();
    }

    private static void assertReason(Reason expected, String raw) {
        RefusedException refused = assertThrows(RefusedException.class, () -> CanonicalPath.parse(raw), raw);
        assertEquals(expected, refused.denial().reason(), raw);
    }
}
