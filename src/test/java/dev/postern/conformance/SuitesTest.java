package dev.postern.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suites find fault where there is one. */
final class SuitesTest {

    @TempDir
    private Path folder;

    private List<String> failures(Suite suite) throws IOException {
        return suite.rows(folder).stream().map(Row::failure).toList();
    }

    @Test
    void transformationsAreHeldToTheirTables() throws IOException {
        Files.writeString(folder.resolve("hexEncode.json"), """
                [{"input": "A\\\\x00é", "output": "4100c3a9"}, {"input": "A", "output": "42"}]
                """);
        Files.writeString(folder.resolve("rot13.json"), "[{\"input\": \"a\", \"output\": \"n\"}]");
        List<String> failures = failures(new TransformationRows());
        assertEquals(List.of("", "expected \"42\", got \"41\"", "threw java.lang.IllegalArgumentException: no transformation rot13"), failures);
    }

    @Test
    void escapesInTablesAreOctets() {
        assertEquals("4100ff0a0041", Text.hex(TransformationRows.octets("A\\x00\\xff\\xag\\u0000\\u1241")));
        assertEquals("5c7868c3a95c7531", Text.hex(TransformationRows.octets("\\xh\u00e9\\u1")));
        assertEquals("5c00", Text.hex(TransformationRows.octets("\\\\u0000")));
    }

    @Test
    void detectorsAreHeldToTheirFiles() throws IOException {
        Files.writeString(folder.resolve("test-folding-1.txt"), "--TEST--\nx\n--INPUT--\n1+1 \n--EXPECTED--\n1 1\n\n");
        Files.writeString(folder.resolve("test-html5-1.txt"), "--TEST--\nx\n--INPUT--\n<a>\n--EXPECTED--\nTAG_NAME_OPEN,1,b\n");
        Files.writeString(folder.resolve("test-other-1.txt"), "--TEST--\n\n--INPUT--\n\n--EXPECTED--\n\n");
        Files.writeString(folder.resolve("test-sqli-1.txt"), "--TEST--\nx\n--INPUT--\n1 or 1=1\n--EXPECTED--\n1&1\n");
        Files.writeString(folder.resolve("test-sqli-2.txt"), "--TEST--\nx\n--INPUT--\n1 or 1=1\n--EXPECTED--\n\n");
        Files.writeString(folder.resolve("test-tokens-1.txt"), "no marks\n");
        Files.writeString(folder.resolve("test-xss-1.txt"), "--TEST--\nx\n--INPUT--\n<script>\n--EXPECTED--\n1\n");
        List<String> failures = failures(new LibinjectionTests());
        assertEquals(7, failures.size());
        assertEquals("", failures.get(0));
        assertEquals("expected \"TAG_NAME_OPEN,1,b\", got \"TAG_NAME_OPEN,1,a\\x0aTAG_NAME_CLOSE,1,>\"", failures.get(1));
        assertEquals("threw java.lang.IllegalArgumentException: no kind of test: other", failures.get(2));
        assertEquals("", failures.get(3));
        assertEquals("expected \"\", got \"1&1\"", failures.get(4));
        assertTrue(failures.get(5).startsWith("is not of the form"));
        assertEquals("", failures.get(6));
    }

    @Test
    void everyDeclarationHasItsReason() throws IOException {
        assertTrue(Declared.read().reason("transformations", "hexDecode \"01234567890z\"").orElseThrow().text().contains("2.9"));
        assertTrue(Declared.read().reason("transformations", "hexDecode").isEmpty());
    }

    @Test
    void differencesFromApacheAreFewAndOfAKind() throws IOException {
        List<Declared.Reason> reasons = Declared.read().of("parity");
        assertTrue(reasons.size() <= 40, () -> reasons.size() + " differences are declared");
        reasons.forEach(reason -> assertTrue(reason.text().matches("(method|malformed|path|authority|query|token|body|hop): .+"), reason::text));
    }
}
