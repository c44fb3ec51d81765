package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorityTest {

    private static final String L63 = "a".repeat(63);

    @ParameterizedTest
    @CsvSource({
            "ledger.corp.test,              ledger.corp.test",
            "LEDGER.Corp.TEST,              ledger.corp.test",
            "ledger.corp.test.,             ledger.corp.test",
            "ledger.corp.test.:8443,        ledger.corp.test:8443",
            "ledger.corp.test:1,            ledger.corp.test:1",
            "ledger.corp.test:65535,        ledger.corp.test:65535",
            "ledger.corp.test:00443,        ledger.corp.test:443",
            "localhost,                     localhost",
            "a,                             a",
            "a-b.c-d,                       a-b.c-d",
            "1a.2b,                         1a.2b",
            "3com.com,                      3com.com",
            "1.2.3.com,                     1.2.3.com",
            "xn--bcher-kva.example,         xn--bcher-kva.example",
            "XN--BCHER-KVA.example,         xn--bcher-kva.example",
            "127.0.0.1,                     127.0.0.1",
            "127.0.0.1.,                    127.0.0.1",
            "255.255.255.255:80,            255.255.255.255:80",
            "0xfg.test,                     0xfg.test",
            "[::1],                         [::1]",
            "[0:0:0:0:0:0:0:1],             [::1]",
            "[2001:DB8::00A],               [2001:db8::a]",
            "[2001:db8:0:0:1:0:0:1]:8443,   [2001:db8::1:0:0:1]:8443",
            "[::]:1,                        [::]:1",
    })
    void spellsEveryAuthorityOneWay(String raw, String canonical) {
        Authority authority = Authority.parse(raw);
        assertEquals(canonical, authority.toString());
        assertEquals(authority, Authority.parse(canonical), "idempotent");
        assertEquals(authority, new Authority(authority.host(), authority.port()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", ".", "..", "a..", "a..b", ".a", "a.b..", ":80", ".:80",
            "user@a", "user:pass@a", "a@b:80", "@a", "a/b", "a?b", "a#b", "a\\b", "a;b", "a,b", "a b", " a", "a ", "a\t", "a\r\nb", "a\u0000", "a%00",
            "%61", "a%2eb",
            "a_b", "_dmarc.test", "*", "*.test", "-a", "a-", "a.-b", "a.b-.c", "xn--", "b\u00fccher.test", "\u212aa", "\uff41.test", "a\u3002b",
            "a\u00adb", "\u0661.test",
            "a:", "a:0", "a:65536", "a:99999", "a:000443", "a:123456", "a:+80", "a:-1", "a: 80", "a:80 ", "a:8o", "a:80:80", "a:\u0661", "a:0x50",
            "a::80",
            "1", "127.1", "2130706433", "017700000001", "0177.0.0.1", "127.0.0.01", "127.0.0.256", "1.2.3", "1.2.3.4.5", "0x7f000001", "0X7F000001",
            "0x7f.0.0.1", "127.0.0.0x1", "a.0x",
            "a.1", "999.999.999.999", "00.0.0.0", "test.0x7f",
            "::1", "[", "]", "[]", "[:]", "[::1", "::1]", "[::1]x", "[::1]]", "[[::1]]", "x[::1]", "[::1]:", "[::1]:0", "[::1]80", "[::1%25eth0]",
            "[fe80::1%eth0]", "[v1.a]",
            "[127.0.0.1]", "[1.2]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[g::]", "[1::2::3]", "[12345::]", "[::1 ]", "[a.test]", "[::\uff11]",
    })
    void refusesWhatIsNoAuthority(String raw) {
        RefusedException refused = assertThrows(RefusedException.class, () -> Authority.parse(raw), raw);
        assertEquals(Reason.REQUEST_AUTHORITY_INVALID, refused.denial().reason(), raw);
    }

    @Test
    void boundsLabelsAndNames() {
        assertEquals(L63 + ".test", Authority.host(L63 + ".test"));
        assertThrows(RefusedException.class, () -> Authority.host(L63 + "a.test"));
        String longest = L63 + '.' + L63 + '.' + L63 + '.' + "a".repeat(61);
        assertEquals(253, Authority.host(longest + '.').length());
        assertThrows(RefusedException.class, () -> Authority.host(longest + 'a'));
        assertThrows(RefusedException.class, () -> Authority.parse("[" + "0".repeat(100_000) + "]"));
    }

    @Test
    void constructorRefusesWhatParsingRefuses() {
        assertEquals("a.test", new Authority("A.test.", OptionalInt.empty()).host());
        assertThrows(RefusedException.class, () -> new Authority("a_b", OptionalInt.empty()));
        assertThrows(RefusedException.class, () -> new Authority("a", OptionalInt.of(0)));
        assertThrows(RefusedException.class, () -> new Authority("a", OptionalInt.of(65_536)));
    }

    @Test
    void anythingAcceptedIsStable() {
        Random random = new Random(20_260_202);
        String alphabet = "aZ019.-:[]fxX@_%/ ";
        int accepted = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder raw = new StringBuilder();
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            accepted += holdsFor(raw.toString());
        }
        assertTrue(accepted > 2_000, "the generator must reach the accepting side, reached it " + accepted + " times");
    }

    private static int holdsFor(String raw) {
        Authority authority;
        try {
            authority = Authority.parse(raw);
        } catch (RefusedException refused) {
            return 0;
        }
        assertEquals(authority, Authority.parse(authority.toString()), raw);
        assertTrue(authority.toString().chars().allMatch(c -> c > 0x20 && c < 0x7f && !(c >= 'A' && c <= 'Z')), raw);
        return 1;
    }
}
