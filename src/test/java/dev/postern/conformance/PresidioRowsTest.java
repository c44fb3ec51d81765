package dev.postern.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite holds detectors to counts and places, and says what rows it cannot ask. */
final class PresidioRowsTest {

    @TempDir
    private Path folder;

    private Row row(String file, String entity, String args, String values) throws IOException {
        Path table = folder.resolve("presidio-tables.jsonl");
        Files.writeString(table, "{\"file\": \"" + file + "\", \"entity\": " + entity + ", \"func\": \"test_it\", \"args\": " + args + ", \"row\": " + values + "}\n\n");
        List<Row> rows = new PresidioRows().rows(table);
        assertEquals(1, rows.size());
        return rows.getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ['text', 'expected_len'] | ['é 856-45-6789', 1] |
            ['text', 'expected_len'] | ['856-45-6789', 0] | expected 0, got 1 at [0-11]
            ['text', 'expected_len', 'expected_positions'] | ['é 856-45-6789', 1, [[2, 13]]] |
            ['text', 'expected_len', 'expected_positions'] | ['é 856-45-6789', 1, [[3, 13]]] | expected 1 at [3-13], got 1 at [2-13]
            ['text', 'expected_len', 'expected_position'] | ['856-45-6789 856-45-6788', 2, [0, 11]] |
            ['text', 'expected_len', 'expected_position'] | ['856-45-6789', 2, [0, 11]] | expected 2 at [0-11], got 1 at [0-11]
            ['text', 'expected_len', 'expected_start', 'expected_end'] | ['856-45-6789', 1, 1, 11] | expected 1 at [1-11], got 1 at [0-11]
            ['text', 'expected_positions'] | ['856-45-6789', [[0, 11]]] |
            ['number', 'expected'] | ['856-45-6789', true] |
            ['number', 'expected'] | ['856-45-6789', null] |
            ['number', 'expected'] | ['856-45-6789', false] | expected 0, got 1 at [0-11]
            ['number', 'expected'] | ['856-45-6789', 3] | does not say how many hits it expects
            ['text', 'expected'] | ['é 856-45-6789', '856456789'] |
            ['text', 'expected'] | ['856-45-6789', '856456788'] | expected 856456788, got [856456789]
            ['text', 'expected'] | ['none', '856456789'] | expected 856456789, got []
            ['itin', 'expected'] | ['856-45-6789', false] |
            ['ssn', 'expected'] | ['856-45-6789', true] |
            ['area', 'expected'] | ['856', false] | asks about area, a part of the data
            ['text', 'expected_len', 'leniency'] | ['856-45-6789', 1, 0] |
            ['text', 'expected_len', 'leniency'] | ['856-45-6789', 2, 0] | asks for leniency 0
            """)
    void rowsAreHeldToWhatTheySay(String args, String values, String failure) throws IOException {
        Row row = row("test_us_ssn_recognizer.py", "[\"US_SSN\"]", args.replace('\'', '"'), values.replace('\'', '"'));
        assertEquals(failure == null ? "" : failure, row.failure());
        assertEquals("US_SSN", new PresidioRows().group(row));
    }

    @Test
    void rowsWithoutOneEntityGoByTheirFile() throws IOException {
        Row none = row("test_pattern_recognizer.py", "null", "[\"text\", \"expected_len\"]", "[\"\", 0]");
        assertEquals("pattern_recognizer test_it \"\"", none.title());
        assertEquals("there is no detector pattern_recognizer", none.failure());
        assertTrue(Declared.read().reason("presidio", none.title()).orElseThrow().ofMany());
        Row many = row("test_spacy_recognizer.py", "[\"PERSON\", \"DATE_TIME\"]", "[\"text\"]", "[\"x\"]");
        assertEquals("spacy_recognizer test_it \"x\"", many.title());
        Row phone = row("test_phone_recognizer.py", "null", "[\"text\", \"expected_len\", \"entities\"]", "[\"x\", 2, [\"US_SSN\", \"US_SSN\"]]");
        assertEquals("US_SSN test_it \"x\"", phone.title());
        assertEquals("expected 2, got 0", phone.failure());
    }

    @Test
    void anotherNameIsNotDeclared() throws IOException {
        assertTrue(Declared.read().reason("presidio", "pattern_recognizers test_it \"\"").isEmpty());
    }
}
