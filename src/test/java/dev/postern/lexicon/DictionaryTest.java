package dev.postern.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problems;
import dev.postern.detect.Category;
import dev.postern.detect.InfoType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DictionaryTest {

    private static final InfoType TYPE = InfoType.of("PROJECT", Category.CUSTOM, "project's name");
    private static final Dictionary DICTIONARY = Dictionary.of(TYPE, 80, List.of("Blue Heron", "heron", "Ёлка", "机密", "C++", "müller"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', value = {
        "the BLUE heron project; BLUE heron|heron", "blueheron; ", "Heron-2; Heron", "herons; ", "_heron; ", "heron9; ", "\u00e9heron; ", "heron\u00e9; ", "\u2014heron\u2014; heron", "\u0401\u043b\u043a\u0430!; \u0401\u043b\u043a\u0430",
        "\u0401\u043b\u043a\u0430\u043c; ", "\u6b64\u673a\u5bc6\u6587; \u673a\u5bc6", "C++11; C++", "c++; c++", "abc++; ", "M\u00fcller; M\u00fcller", "m\u00dcLLER; "})
    void wholeWordsAreFound(String text, String expected) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        String found = String.join("|", Parts.whole(DICTIONARY, octets).stream().map(hit -> new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8)).toList());
        assertEquals(expected == null ? "" : expected, found);
        for (int at = 0; at <= octets.length; at++) {
            assertEquals(Parts.whole(DICTIONARY, octets), Parts.cut(DICTIONARY, octets, at));
        }
    }

    @Test
    void aFileHasAPhraseOnEachLine() throws Exception {
        Files.writeString(folder.resolve("words"), "\ufeff alpha \r\n\n beta gamma\nalpha\n");
        assertEquals(2, Dictionary.read(TYPE, 80, folder.resolve("words"), new Problems()).orElseThrow().size());
    }

    @Test
    void whatIsWrongWithAFileIsTold() throws Exception {
        Problems problems = new Problems();
        Files.writeString(folder.resolve("empty"), "\n \n");
        Files.writeString(folder.resolve("long"), "ok\n" + "x".repeat(Dictionary.LONGEST + 1));
        Files.write(folder.resolve("latin"), new byte[] {'a', (byte) 0xe9, '\n'});
        Files.write(folder.resolve("large"), new byte[Dictionary.MOST_BYTES + 1]);
        Files.writeString(folder.resolve("many"), String.join("\n", IntStream.rangeClosed(0, Dictionary.MOST_PHRASES).mapToObj(String::valueOf).toList()));
        for (String name : List.of("none", "empty", "long", "latin", "large", "many")) {
            assertTrue(Dictionary.read(TYPE, 80, folder.resolve(name), problems).isEmpty(), name);
        }
        assertEquals(6, problems.count());
        assertTrue(problems.list().get(2).at().toString().endsWith("long:2:1"));
        assertThrows(IllegalArgumentException.class, () -> Dictionary.of(TYPE, 80, List.of("")));
    }
}
