package dev.postern.waf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code SecUnicodeMapFile}. The map is in the layout of ModSecurity's {@code unicode.mapping}. */
final class UnicodeMapFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aMap() throws IOException {
        Files.writeString(folder.resolve("unicode.mapping"), """
                (MAC - Roman)


                1253  (ANSI - Greek)
                00b4:2f 2032:27 ff1c:3c\s

                20127 (US-ASCII)
                00a1:21 2032:27 ff1c:3c\s
                """);
    }

    private List<String> problems(String directives) throws IOException {
        Problems problems = new Problems();
        compile(directives, problems);
        return problems.list().stream().map(problem -> problem.at().line() + ":" + problem.at().column() + " " + problem.message()).toList();
    }

    private RuleSet compile(String directives, Problems problems) throws IOException {
        Path file = Files.writeString(folder.resolve("rules.conf"), directives);
        return RuleSet.compile(RuleFiles.read(List.of(file), problems), () -> Rulebook.NOON, problems);
    }

    /** What rules see of a value that ends in {@code .js%u00b4x}: the path of a script, where the code page makes a slash of the acute accent. */
    private List<Long> found(String directives, String value) throws IOException {
        Problems problems = new Problems();
        RuleSet rules = compile(directives + "\nSecRule REQUEST_URI_RAW \"@contains ../\" \"id:1,phase:1,pass,log,t:urlDecodeUni\"\nSecRule REQUEST_URI_RAW \"@contains <\" \"id:2,phase:1,pass,log,t:urlDecodeUni\"\n",
                problems);
        problems.throwIfAny();
        Transaction transaction = rules.begin(rules.profile(Tuning.NONE, problems), Rulebook.CONNECTION);
        transaction.requestHead(new RequestLine(Ascii.bytes("GET"), Ascii.bytes("/?a=" + value), Ascii.bytes("HTTP/1.1")), List.of());
        return Rulebook.ids(transaction);
    }

    @Test
    void theCodePageThatIsNamedDecides() throws IOException {
        assertEquals(List.of(1L), found("SecUnicodeMapFile unicode.mapping 1253", "..%u00b4x"));
        assertEquals(List.of(), found("SecUnicodeMapFile unicode.mapping 20127", "..%u00b4x"));
        assertEquals(List.of(2L), found("SecUnicodeMapFile unicode.mapping 20127", "%uff1cx"));
    }

    @Test
    void theLastLineCounts() throws IOException {
        assertEquals(List.of(1L), found("SecUnicodeMapFile unicode.mapping 20127\nSecUnicodeMapFile unicode.mapping 1253", "..%u00b4x"));
    }

    @Test
    void withoutALineTheBestFitOfAsciiHolds() throws IOException {
        assertEquals(List.of(2L), found("", "%uff1cx"));
        assertEquals(List.of(2L), found("", "%u2039x"));
    }

    @Test
    void whatIsWrongIsRefusedWithItsPlace() throws IOException {
        assertEquals(List.of("1:19 there is no such file"), problems("SecUnicodeMapFile absent.mapping 20127"));
        assertEquals(List.of("1:35 the map cannot be used: no code page 932"), problems("SecUnicodeMapFile unicode.mapping 932"));
        assertEquals(List.of("1:35 a code page is a number"), problems("SecUnicodeMapFile unicode.mapping ascii"));
        assertEquals(List.of("1:1 SecUnicodeMapFile takes a file and the number of a code page"), problems("SecUnicodeMapFile unicode.mapping"));
        Files.writeString(folder.resolve("unicode.mapping"), "20127\n00a1:x\n");
        assertEquals(List.of("1:35 the map cannot be used: not of the form hhhh:hh: 00a1:x"), problems("SecUnicodeMapFile unicode.mapping 20127"));
    }

    @Test
    void theFileIsWatched() throws IOException {
        Set<Path> asked = new HashSet<>();
        Problems problems = new Problems();
        Path file = Files.writeString(folder.resolve("rules.conf"), "SecUnicodeMapFile unicode.mapping 20127");
        RuleSet.compile(RuleFiles.read(List.of(file), problems), () -> Rulebook.NOON, problems, asked::add);
        assertTrue(asked.contains(folder.resolve("unicode.mapping").toAbsolutePath().normalize()), asked::toString);
    }
}
