package dev.postern.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import java.util.stream.Stream;

final class ReturnPathTest {

    static Stream<String> hostile() {
        return Stream.of(
                // Other hosts, plainly.
                "https://evil.test", "http://evil.test/", "HTTPS://evil.test", "ftp://evil.test/x", "evil.test", "evil.test/path", "www.evil.test?x=1",
                "https:evil.test", "https:/evil.test", "https:///evil.test", "https:\\\\evil.test", "mailto:a@evil.test", "blob:https://evil.test/1",
                // Schemes that run.
                "javascript:alert(1)", "JaVaScRiPt:alert(1)", "\tjavascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>1</script>",
                "vbscript:x", "view-source:https://evil.test", "javascript://%0aalert(1)",
                // Scheme-relative in its disguises: browsers read a backslash as a slash, and skip tabs and newlines.
                "//evil.test", "///evil.test", "////evil.test", "//evil.test/%2e%2e", "/\\evil.test", "\\/evil.test", "\\\\evil.test", "/\\/evil.test",
                "/\t/evil.test", "/\n/evil.test", "/\r/evil.test", "/\u0000/evil.test", "\t//evil.test", " //evil.test", "\u00a0//evil.test", "/ /evil.test",
                "//evil.test@corp.test", "//corp.test@evil.test", "//evil.test:443", "//[::1]/", "//0x7f000001/", "//evil%E3%80%82test", "//evil.test#@corp.test",
                "//google.com/%2f..", "/.//evil.test", "/..//evil.test", "/x/..//evil.test", "/x//evil.test", "/%09/evil.test", "/%0a/evil.test", "/%0d%0a/evil.test",
                // Encoded once and twice.
                "/%2fevil.test", "/%2Fevil.test", "/%5cevil.test", "/%5Cevil.test", "/%252fevil.test", "/%255cevil.test", "%2f%2fevil.test", "/x/%2e%2e/%2fevil.test",
                "/%2e%2e/evil.test", "/%2e/evil", "/x/%252e%252e/y", "/%c0%af%c0%afevil.test%", "/%zz", "/%", "/%2",
                // Dots, parameters, fragments.
                "/..", "/../x", "/x/../../y", "/./x", "/x;y=z", "/;@evil.test", "/x%3by", "/x#frag", "/#//evil.test", "/x?y#z",
                // Header injection, and what has no place in a header.
                "/x\r\nSet-Cookie: a=b", "/x\nLocation: https://evil.test", "/x?y=\r\nSet-Cookie: a=b", "/x?y=\u0000", "/x?\u2028", "/caf\u00e9", "/\u2215evil.test",
                "/x?<script>", "/x?\"onmouseover=", "/x?a=\\b", "/x y", "/x?y z",
                // Loops through our own pages.
                "/.postern", "/.postern/sign-in/corp", "/.postern/sign-out", "/.postern/callback/corp?code=x&state=y", "/.postern/signed-out", "/%2epostern/sign-out",
                "/.%70ostern/sign-in/corp?return=/",
                // Nothing, and too much.
                "", "?x=1", "#x", "/" + "a".repeat(1024), "/?" + "a".repeat(2000), "/" + "+".repeat(1000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everythingThatIsNotPlainlyALocalPathBecomesTheRoot(String raw) {
        assertEquals("/", ReturnPath.of(raw).value(), () -> "read " + raw);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whateverComesOutStaysOnTheHostWhenABrowserResolvesIt(String raw) {
        String value = ReturnPath.of(raw).value();
        assertEquals("corp.test", URI.create("https://corp.test/.postern/callback/x").resolve(value).getHost());
        assertTrue(value.startsWith("/") && !value.startsWith("//"));
        assertFalse(value.contains("\\") || value.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/reports, /reports",
        "/reports/, /reports/",
        "/reports?year=2025&q=a%20b, /reports?year=2025&q=a%20b",
        "/a/b?next=//evil.test, /a/b?next=//evil.test",
        "/%7Euser/%41, /~user/A",
        "/caf%c3%a9, /caf%C3%A9",
        "/x?, /x?",
        "/.postern/, /.postern/",
        "/.posternx, /.posternx",
        "/@evil.test, /@evil.test",
        "/x:y, /x:y"})
    void aLocalPathIsKeptInItsCanonicalSpelling(String raw, String kept) {
        assertEquals(kept, ReturnPath.of(raw).value());
    }

    /** Every way to begin a URL, times every way to write a host, times what may follow: what lists of open redirects are made of. */
    static Stream<String> multiplied() {
        List<String> begins = List.of("//", "///", "/\\", "\\/", "\\\\", "/\t/", "/\n/", "/\r\n/", "/%09/", "/%0a/", "/%0d%0a/", "/%2f", "/%2f%2f", "/%5c", "/%5c%5c", "/%252f", "/./", "/.//", "/..//", "/x/..//", "/;/", "/;//", "/%2e/", "/%2e%2e/",
                "/.%2e/", "https://", "https:/", "https:", "HTTPS:\\\\", "http:///", "//\u200b", " //", "\t//", "\u0000//", "\u3000//", "\ufeff//", "javascript:", "data:text/html,", "/\u2215", "/\uff0f", "\uff0f\uff0f", "///\\", "/\\/\\", "/%E2%80%8B//", "/%00//", "/%c0%af", "/~//",
                "/x//", "/x\\", "?//", "#//", "./", "../", "@", "/@//", "/x?y#//", ":");
        List<String> hosts = List.of("evil.test", "evil.test:443", "corp.test@evil.test", "corp.test:x@evil.test", "evil%2etest", "\u24d4vil.test", "0x7f000001", "[::ffff:127.0.0.1]", "evil.test\u3002", "xn--evl-hma.test");
        List<String> ends = List.of("", "/", "/%2e%2e", "?x=corp.test", "#corp.test", "\\@corp.test");
        return begins.stream().flatMap(begin -> hosts.stream().flatMap(host -> ends.stream().map(end -> begin + host + end)));
    }

    /** A browser that follows stays on the host, whatever the answer to each is; most of them lead to the root. */
    @Test
    void noneOfThousandsLeadsAway() {
        List<String> all = multiplied().toList();
        assertTrue(all.size() > 3_000, "variants: " + all.size());
        for (String raw : all) {
            String value = ReturnPath.of(raw).value();
            assertTrue(BrowserUrl.staysOnHost(value), () -> raw + " became " + value);
            assertEquals("corp.test", URI.create("https://corp.test/.postern/callback/x").resolve(value).getHost(), raw);
            assertEquals(ReturnPath.of(raw), ReturnPath.of(value), raw);
        }
        assertTrue(all.stream().filter(raw -> ReturnPath.of(raw).equals(ReturnPath.ROOT)).count() > all.size() * 9 / 10);
    }
}
