package dev.postern.seclang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A table of {@code docs/waf/seclang.md}, between {@code <!-- NAME: kept by TEST -->} and {@code <!-- end -->}. {@code -Dpostern.golden.write=true} writes it afresh. */
public final class PageTable {

    private static final Path PAGE = Path.of("docs/waf/seclang.md");

    private PageTable() {}

    /** @param head of three columns */
    public static void holds(String table, String head, Stream<String> rows) throws IOException {
        List<String> expected = Stream.concat(Stream.of(head, "|---|---|---|"), rows).toList();
        List<String> page = Files.readAllLines(PAGE);
        List<String> begins = page.stream().filter(line -> line.startsWith("<!-- " + table + ": kept by ")).toList();
        assertEquals(1, begins.size());
        int from = page.indexOf(begins.getFirst()) + 1;
        int until = from + page.subList(from, page.size()).indexOf("<!-- end -->");
        if (Boolean.getBoolean("postern.golden.write")) {
            Files.write(PAGE, Stream.of(page.subList(0, from), expected, page.subList(until, page.size())).flatMap(List::stream).toList());
            return;
        }
        assertEquals(expected, page.subList(from, until));
    }
}
