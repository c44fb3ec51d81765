package dev.postern.injection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.postern.fuzz.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts of libinjection 3.9.2, which ModSecurity 2.9 has, on our own values; {@code LibinjectionTests} runs its own. */
final class SqlInjectionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
            "1' or '1'='1 ^ s&sos",
            "\" or \"\"=\" ^ s&sos",
            "admin'-- ^ sc",
            "1 or 1=1 ^ 1&1",
            "-1 union all select 1,2,3-- ^ 1UE1c",
            "1 union select password from users ^ 1UEnk",
            "1; drop table users ^ 1;Tnn",
            "1 and sleep(5) ^ 1&f(1",
            "x' and 1=(select count(*) from tabname); -- ^ s&1o(",
            "1-- ^ 1c",
            "1/*x*/ ^ 1c",
            "foo /* bar */ ^ nc",
            "1 /**/union ^ 1U",
            "sexy and 17<18 ^ n&1",
            "abc--sp_password ^ nc",
            "1/*!50000union*/select ^ X",
            "a /* b /* c */ ^ X",
            "{``.``.id} ^ X",
            "foo' + 'bar ^ sos",
            "$$a$$ or 1=1 ^ s&1",
            "$x$a$$b$x$ or 1=1 ^ s&1",
            "q'(a)' or 1=1-- ^ s&1c"})
    void isAnAttack(String value, String fingerprint) {
        assertEquals(Optional.of(fingerprint), SqlInjection.fingerprint(Text.octets(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello, world", "O'Brien", "it's 5 o'clock", "select * from the menu", "john's and jane's", "sexy and 17", "1 union", "foo -- bar", "admin' #",
            "1#a", "'foo' + 'bar'", "1 into the blue", "1 < 2", "union station", "a@b.test", "--", "/*", "'", "\"", "\0", "C:\\Users\\x", "100%", "{\"a\":[1,2]}"})
    void isNone(String value) {
        assertEquals(Optional.empty(), SqlInjection.fingerprint(Text.octets(value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
            "SELECT.1 ^ E SELECT|1 .1",
            "select`a` ^ E select|n a",
            "sys.stragg(1) ^ f sys.stragg|( (|1 1|) )",
            "@@version @a @'b' @`c` ^ v @@version|v @a|v @'b'|v @`c`",
            "$1,000.50 $ $. $x ^ 1 $1,000.50|n $|n $.|n $|n x",
            "$$a$$ $b$c$b$ $d$e ^ s $a$|s $c$|s $e",
            "b'01' x'0F' b'2' ^ 1 b'01'|1 x'0F'|n b|s '2'",
            "n'a' e'b\\'c' u&'d' q'{e}' nq'<f>' ^ s 'a'|s 'b\\'c'|s udu|s qeq|s qfq",
            "1.5e3f 1e 1.e+ .5 . 0x 0b11 5fu ^ 1 1.5e3f|n 1e|n 1.e+|1 .5|. .|n 0x|1 0b11|1 5f|n u",
            "a<=>b != :: :a ^ n a|o <=>|n b|o !=|o ::|: :|n a",
            "a#b ^ n a|o #|n b",
            "a--b ^ n a|c --b",
            "'a''b\\'c' d ^ s 'a''b\\'c'|n d",
            "\"a ^ s \"a",
            "[a b] [c ^ n [a b]|n [c",
            "\\N \\x ^ 1 \\N|\\ \\|n x"})
    void cutsIntoTokens(String value, String tokens) {
        assertEquals(tokens + '|', Text.latin(Printed.tokens(Text.octets(value))).replace('\n', '|'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
            "1+2*3-4 ^ 1 1",
            "`a` . `b` . `c` ^ n a",
            "((( - select 1 ^ E select|1 1",
            "'a' 'b' 'c' ^ s 'a'",
            "union  all ^ U union all",
            "1;;;1 ^ 1 1|; ;|1 1",
            "1; if 1 ^ 1 1|; ;|T if|1 1",
            "select user(1) ^ E select|n user|( (|1 1|) )",
            "a in (select ^ n a|o in|( (|E select",
            "a in (1) ^ n a",
            "a in b ^ n a|n in|n b",
            "select {x 1} ^ E select|1 1",
            "select \\%1 ^ E select|1 \\",
            "1::int ^ 1 1",
            "1, -2, +3 ^ 1 1",
            "select 1 /* x */ ^ E select|1 1|c /* x */"})
    void foldsTokens(String value, String tokens) {
        assertEquals(tokens + '|', Text.latin(Printed.folded(Text.octets(value))).replace('\n', '|'));
    }

    /** Each of these took a time that grows with the square of the length in one implementation or another. */
    @ParameterizedTest
    @ValueSource(strings = {"in.", "select.", "int`", "\\", "'\\", "$a", "$aaaaaaaaaaaaaaaa$", "/*", "*/", "--a\n", "((", "1+", "a.", "b'0", "q'(", "{a ", "\0", "@", "1,-"})
    void isLinear(String unit) {
        byte[] value = Text.octets("'\"" + unit.repeat(2_000_000 / unit.length()));
        byte[] kept = value.clone();
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> SqlInjection.fingerprint(value));
        assertArrayEquals(kept, value);
    }

    /** Values of letters and digits are not even cut into tokens; doing so would say the same. */
    @Test
    void plainValuesAreNoneHoweverTheyAreRead() {
        Random random = new Random(9);
        String[] parts = {"1", "0x1f", "0b1", "1e", "1f", "union", "select", "or", "and", "x", "_", "user", "into", "null", "9", "E", "int"};
        for (int i = 0; i < 20_000; i++) {
            String value = Stream.generate(() -> parts[random.nextInt(parts.length)]).limit(1 + random.nextInt(4)).collect(Collectors.joining());
            for (Dialect dialect : Dialect.values()) {
                assertFalse(new SqlReading(Text.octets(value), Quoting.NONE, dialect).isAttack(), value);
            }
            assertEquals(Optional.empty(), SqlInjection.fingerprint(Text.octets(value)));
        }
    }

    @Test
    void wordsAreReadInAnyCaseAndNoLongerThanTheLongest() {
        byte[] word = Text.octets("xuNiOn aLl");
        assertEquals('U', SqlData.LOADED.word(word, 1, 9));
        assertEquals('U', SqlData.LOADED.word(word, 1, 5));
        assertEquals(SqlToken.NONE, SqlData.LOADED.word(word, 0, 6));
        assertEquals(SqlToken.NONE, SqlData.LOADED.word(new byte[100], 0, 100));
        assertEquals(SqlToken.NONE, SqlData.LOADED.word(word, 0, 0));
    }
}
