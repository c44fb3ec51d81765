package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of addresses. */
final class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            info@example.org | info@example.org@85
            "a.b+c@mail.example.co.uk" | a.b+c@mail.example.co.uk@85
            <info@example.org>, | info@example.org@85
            write to info@example.org. Thanks | info@example.org@85
            a@xn--d1acufc.xn--p1ai | a@xn--d1acufc.xn--p1ai@85
            josé.garcía@españa.es | josé.garcía@españa.es@85
            почта@пример.рф | почта@пример.рф@85
            “info@example.org” | info@example.org@85
            info@example | -
            info@example. | -
            info@-example.org | -
            a..b@example.org | b@example.org@85
            a.@example.org | -
            info@exa-.org | -
            info@10.0.0.1 | -
            logo@2x.png | -
            @example.org | -
            a@b@example.org | b@example.org@85
            user:pw@example.org | pw@example.org@85
            name=info@example.org&x=1 | name=info@example.org@85
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, EmailAddress.DETECTOR));
    }

    @Test
    void namesAndDomainsHaveBounds() {
        assertEquals("-", Found.in("a".repeat(65) + "@example.org", EmailAddress.DETECTOR));
        assertEquals("-", Found.in("a@" + ("b".repeat(62) + '.').repeat(5) + "org", EmailAddress.DETECTOR));
        assertEquals("-", Found.in("a.".repeat(5_000), EmailAddress.DETECTOR));
    }
}
