package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a scheme, and hosts alone. */
final class UrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            https://example.org/a?b=c#d | https://example.org/a?b=c#d@70
            See https://example.org/a. | https://example.org/a@70
            (https://example.org/a) | https://example.org/a@70
            "https://example.org:8443/a" | https://example.org:8443/a@70
            https://user:pw@example.org/ | https://user:pw@example.org/@70
            https://[2001:db8::1]/a | https://[2001:db8::1]/a@70
            http://192.0.2.7/x | http://192.0.2.7/x@70
            ftp://files.example.org | ftp://files.example.org@70
            https://web.archive.org/web/1/http://example.org/ | https://web.archive.org/web/1/http://example.org/@70
            https://a.example/?u=http://b.example/&v=http://c.example/&w=http://d.example/ | https://a.example/?u=http://b.example/&v=http://c.example/&w=http@70
            https://a.example/b:c/:d::e | https://a.example/b:c/:d::e@70
            https://a.example/b: | https://a.example/b@70
            https://a.example/b:/ | https://a.example/b@70
            https://a.example/x:// | https://a.example/x@70
            https://bücher.example/ä | https://bücher.example/ä@70
            http://localhost/ | -
            http://[::g]/ | -
            http://1.2.3/ | -
            example.org | example.org@50
            example.org/a/b?c=d | example.org/a/b?c=d@50
            www.example.org | www.example.org@62
            example.co.uk, and | example.co.uk@50
            README.md | README.md@25
            main.rs | main.rs@25
            user.name | user.name@25
            Main.java | Main.java@25
            foo.bar() | -
            www.example | -
            me@example.org | -
            src/main/a.com | -
            1.5.com.x1 | -
            -example.org | -
            e.g. | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, Url.DETECTOR));
    }

    @Test
    void aLongNameIsNone() {
        assertEquals("-", Found.in("a.".repeat(3_000), Url.DETECTOR));
    }
}
