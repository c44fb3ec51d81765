package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormViewTest {

    private static final String TYPE = "application/x-www-form-urlencoded";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "a=1234&b=2 | | a=%3CX+%C3%A9%3E&b=2 | a 0 0",
            "a=%31%32%334 | a=1234 | a=%3CX+%C3%A9%3E | a 0 0",
            "1234=1&1234 | | %3CX+%C3%A9%3E=1&%3CX+%C3%A9%3E | - 0 0;- 0 0",
            "a=1=1234+5 | a=1=1234 5 | a=1=%3CX+%C3%A9%3E+5 | a 2 2",
            "x%26y=%2B1234%26&b=1234 | x&y=+1234&&b=1234 | x%26y=%2B%3CX+%C3%A9%3E%26&b=%3CX+%C3%A9%3E | x&y 1 1;b 0 0",
            "a=%zz1234% | a=%zz1234% | a=%zz%3CX+%C3%A9%3E% | a 3 1",
            "&&=1234&a=&b | | &&=%3CX+%C3%A9%3E&a=&b | - 0 0"})
    void readsAndWrites(String body, String text, String out, String found) {
        Fed fed = Fed.whole(TYPE, body, new Digits(4, "<X é>"));
        assertEquals(out, fed.out());
        assertEquals(List.of(found.split(";")), fed.seen().found);
        assertEquals(text == null ? body : text, fed.seen().text.toString());
        Fed.sameHoweverCut(TYPE, Fed.latin(body), () -> new Digits(4, "X"), 2);
        assertEquals(body, Fed.whole(TYPE, body, Digits.none()).out());
    }
}
