package dev.postern.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problems;
import dev.postern.detect.Category;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExactDataTest {

    private static final InfoType TYPE = InfoType.of("CUSTOMER", Category.CUSTOM, "customer's data");
    private static final ExactKey KEY = ExactKey.of("a key for these tests, 32 octets!".getBytes(StandardCharsets.US_ASCII));
    private static final String TABLE = """
            name,account,mail,code
            Anna Maria Müller,4711-0815-99,anna@corp.test,AB
            "O'Neill, Bob",4711 0815 42,bob.oneill@corp.test,X-9000
            Анна Каренина,5000000001,,"Q ""7"" 77"
            """;

    @TempDir
    private Path folder;

    private static ExactData data(String table) {
        try {
            return new ExactData(TYPE, ExactIndexer.make(new StringReader(table), ',', List.of(), KEY));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String found(ExactData data, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        List<Hit> whole = Parts.whole(data, octets);
        for (int at = 0; at <= octets.length; at += 1 + octets.length / 100) {
            assertEquals(whole, Parts.cut(data, octets, at), "cut at " + at);
        }
        return String.join("|", whole.stream().map(hit -> new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8) + " " + hit.confidence()).toList());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = ';', value = {
        "account 4711081599 of; 4711081599 75", "account 4711 0815 99 of; 4711 0815 99 75", "x4711081599; ", "4711081598; ", "ANNA@CORP.TEST; ANNA@CORP.TEST 45", "anna maria müller; anna maria müller 45",
        "anna-maria  MÜLLER; anna-maria  MÜLLER 45", "Anna Müller; ", "`{\"name\":\"Anna Maria Müller\",\"account\":\"4711-0815-99\"}`; Anna Maria Müller 100|4711-0815-99 100",
        "O'Neill, Bob has 4711-0815-99; O'Neill, Bob 45|4711-0815-99 75", "O'Neill, Bob has 4711-0815-42; O'Neill, Bob 100|4711-0815-42 100", "АННА КАРЕНИНА; АННА КАРЕНИНА 45", "x 9000; x 9000 45", "AB; ",
        "q777; q777 45", "`anna\nmaria\nmüller`; "})
    void valuesAreFoundAsTheyMayBeWritten(String text, String expected) {
        assertEquals(expected == null ? "" : expected, found(data(TABLE), text));
    }

    @Test
    void valuesOfARowThatStandNearMakeEachOtherCertain() {
        ExactData data = data(TABLE);
        assertEquals("anna@corp.test 100|4711081599 100", found(data, "anna@corp.test" + " .".repeat(40) + " 4711081599"));
        assertEquals("anna@corp.test 100|4711081599 75", found(data, "anna@corp.test" + " .".repeat(200) + " 4711081599"));
        assertEquals("anna@corp.test 45|4711081599 75", found(data, "anna@corp.test" + " .".repeat(300) + " 4711081599"));
    }

    private static ExactIndexer.Made make(Path csv, List<String> columns, ExactKey key, Path index) throws IOException {
        try (InputStream in = Files.newInputStream(csv)) {
            return ExactIndexer.make(in, ',', columns, key, index);
        }
    }

    @Test
    void anIndexIsWrittenAndRead() throws Exception {
        Path csv = Files.writeString(folder.resolve("table.csv"), TABLE);
        Path keyFile = Files.writeString(folder.resolve("key"), "a key for these tests, 32 octets!\n");
        Problems problems = new Problems();
        ExactKey key = ExactKey.read(keyFile, problems).orElseThrow();
        Path file = folder.resolve("table.index");
        assertEquals(new ExactIndexer.Made(3, 8, 0), make(csv, List.of("name", "account", "mail"), key, file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        ExactIndex index = ExactIndex.read(file, key, problems).orElseThrow();
        assertEquals(List.of("name", "account", "mail"), index.columnNames());
        assertEquals(3, index.rowCount());
        assertEquals("4711081599 75", found(new ExactData(TYPE, index), "4711081599"));
        String octets = Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        Stream.of("anna", "neill", "4711", "corp").forEach(value -> assertFalse(octets.contains(value), value));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(3, left.count());
        }
    }

    @Test
    void whatWasChangedIsRefused() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExactIndexer.make(new StringReader(TABLE), ',', List.of(), KEY).write(out);
        byte[] file = out.toByteArray();
        assertEquals(3, ExactIndex.read(new ByteArrayInputStream(file), KEY).rowCount());
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            assertThrows(IOException.class, () -> ExactIndex.read(new ByteArrayInputStream(changed), KEY));
            byte[] cut = Arrays.copyOf(file, at);
            assertThrows(IOException.class, () -> ExactIndex.read(new ByteArrayInputStream(cut), KEY));
        }
        assertThrows(IOException.class, () -> ExactIndex.read(new ByteArrayInputStream(Arrays.copyOf(file, file.length + 1)), KEY));
        ExactKey other = ExactKey.of("another key for tests, 32 octets!".getBytes(StandardCharsets.US_ASCII));
        assertTrue(assertThrows(IOException.class, () -> ExactIndex.read(new ByteArrayInputStream(file), other)).getMessage().contains("another key"));
    }

    @Test
    void whatIsWrongIsTold() throws Exception {
        Problems problems = new Problems();
        assertTrue(ExactIndex.read(folder.resolve("none"), KEY, problems).isEmpty());
        assertTrue(ExactKey.read(folder.resolve("none"), problems).isEmpty());
        assertTrue(ExactKey.read(Files.writeString(folder.resolve("short"), "short\n"), problems).isEmpty());
        assertEquals(3, problems.count());
        assertEquals("***", KEY.toString());
        for (String[] wrong : new String[][] {{"", "no line"}, {"a,b\n1", "line 2: 1 fields"}, {"a\n\"x", "line 2: a quote is not closed"}}) {
            String message = assertThrows(IOException.class, () -> ExactIndexer.make(new StringReader(wrong[0]), ',', List.of(), KEY)).getMessage();
            assertTrue(message.contains(wrong[1]), message);
        }
        assertTrue(assertThrows(IOException.class, () -> ExactIndexer.make(new StringReader("a\n1"), ',', List.of("b"), KEY)).getMessage().contains("no column b"));
    }

    @Test
    void recordsAreReadAsTheStandardSays() throws IOException {
        Csv csv = new Csv(new StringReader("\ufeffa,\"b \"\"c\"\"\",\r\n\r\n\"x\ny\",z\nlast"), ',');
        assertEquals(List.of("a", "b \"c\"", ""), csv.record());
        assertEquals(List.of("x\ny", "z"), csv.record());
        assertEquals(List.of("last"), csv.record());
        assertEquals(List.of(), csv.record());
    }
}
