package dev.postern.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvViewTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '!', quoteCharacter = '^', value = {
            "a,b\\n1234,\"x 1234\"\\n ! \"X,\"\"Y\",\"x X,\"\"Y\" ! a 0 0;b 2 0",
            "a;b\\r\\n1;1234 y\\r\\n ! 1;\"X,\"\"Y y\" ! b 0 2",
            "1234\\tb\\n1\\t1234\\n1234 ! 1\\t\"X,\"\"Y\"\\n\"X,\"\"Y\" ! - 0 0;b 0 0;1234 0 0",
            "\"a\"\"b\",c\\n\"12\"\"34 1234\",\\n,,1234 ! \"12\"\"34 X,\"\"Y\",\\n,,\"X,\"\"Y\" ! a\"b 6 0;3 0 0",
            "a\\nx\"1234 ! x\"X  Y ! a 2 0"})
    void readsAndWrites(String written, String out, String found) {
        String body = written.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        Fed fed = Fed.whole("text/csv", body, new Digits(4, "X,\"Y"));
        assertEquals(List.of(found.split(";")), fed.seen().found);
        assertEquals(out.replace("\\n", "\n").replace("\\t", "\t"), fed.out().substring(fed.out().indexOf('\n') + 1).stripTrailing());
        Fed.sameHoweverCut("text/csv", Fed.latin(body), () -> new Digits(4, "X,\"Y"), 1);
        assertEquals(body, Fed.whole("text/csv", body, Digits.none()).out());
    }
}
