package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the golden files do not show: problems of later stages, odd places, colours, bounds, secrets. */
final class ProblemPrinterTest {

    @TempDir
    Path folder;

    private String file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.yaml").toString();
    }

    @Test
    void nothingWrongPrintsNothing() {
        assertEquals("", new ProblemPrinter(Colour.NEVER).print(List.of()));
    }

    @Test
    void problemsOfLaterStagesNeedAPlaceAlone() throws IOException {
        assertEquals("""
                %s:2:7: error: no such field
                    2 | when: user.nam
                      |       ^
                      = did you mean "user.name"?

                1 problem
                """.formatted(file), print("a: b\nwhen: user.nam\n",
                new Problem(new Position(file, 2, 7), "no such field", "did you mean \"user.name\"?")));
    }

    @Test
    void withoutAPlaceTheMessageStandsAlone() {
        assertEquals("error: out of order\n\n1 problem\n", new ProblemPrinter(Colour.NEVER).print(List.of(new Problem(Position.NONE, "out of order",
                ""))));
    }

    @Test
    void aPlaceThatIsNotThereShowsNoLine() throws IOException {
        String gone = folder.resolve("gone.yaml").toString();
        assertEquals(gone + ":3:1: error: x\n\n1 problem\n", new ProblemPrinter(Colour.NEVER).print(List.of(new Problem(new Position(gone, 3, 1), "x",
                ""))));
        assertEquals(file + ":9:1: error: x\n\n1 problem\n", print("a: b\n", new Problem(new Position(file, 9, 1), "x", "")));
        assertTrue(print("a: b\n", new Problem(new Position(file, 1, 99), "x", "")).contains("|     ^\n"), "beyond the line means its end");
    }

    @Test
    void ordersByFileLineAndColumnAndPrintsEachOnce() throws IOException {
        Problem first = new Problem(new Position(file, 1, 1), "first", "");
        Problem second = new Problem(new Position(file, 1, 2), "second", "");
        Problem third = new Problem(new Position(file, 10, 1), "third", "");
        Problem other = new Problem(new Position(folder.resolve("b.yaml").toString(), 1, 1), "fourth", "");
        String printed = print("a: b\n", other, third, second, first, first);
        assertEquals(List.of("first", "second", "third", "fourth"), printed.lines().filter(line -> line.contains("error: ")).map(line ->
                line.substring(line.indexOf("error: ") + 7)).toList());
        assertTrue(printed.endsWith("\n4 problems\n"));
    }

    @Test
    void coloursOnlyWhereAsked() throws IOException {
        Problem problem = new Problem(new Position(file, 1, 1), "x", "y");
        assertFalse(print("a: b\n", problem).contains("\u001b"));
        assertTrue(new ProblemPrinter(Colour.ANSI).print(List.of(problem)).contains("\u001b[1;31merror\u001b[0m"));
    }

    @Test
    void nothingInAFileOrMessageReachesTheTerminalAsACommand() throws IOException {
        String printed = print("a: \u001b[2J\u202e\u0007\u009b1m b\n",
                new Problem(new Position(file, 1, 4), "saw \u001b]0;owned\u0007", "\u202ehint\nerror: forged"));
        assertTrue(printed.codePoints().allMatch(c -> c == '\n' || Shown.isSafe(c)), printed);
        assertTrue(printed.lines().noneMatch(line -> line.startsWith("error: forged")));
    }

    @Test
    void printsAThousandAndCountsAll() {
        List<Problem> many = IntStream.range(0, 5000).mapToObj(i -> new Problem(new Position("gone", i + 1, 1), "x", "")).toList();
        String printed = new ProblemPrinter(Colour.NEVER).print(many);
        assertTrue(printed.endsWith("5000 problems, the first 1000 shown\n"));
        assertEquals(1000, printed.lines().filter(line -> line.contains("error: ")).count());
    }

    @Test
    void longLinesAreCutAroundTheCaret() throws IOException {
        String line = "x".repeat(50_000) + "HERE" + "y".repeat(50_000);
        List<String> printed = print(line + "\n", new Problem(new Position(file, 1, 50_001), "x", "")).lines().toList();
        assertTrue(printed.get(1).length() < 150);
        assertEquals(printed.get(1).indexOf("HERE"), printed.get(2).indexOf('^'));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "client-secret: hunter2", "client-secret:   'hunter2'", "  - client-secret: hunter2 # x", "{a: b, client-secret: hunter2, c: d}",
            "{\"client-secret\":\"hunter2\"}",
            "client_secret: hunter2", "clientSecret: hunter2", "cliet-secret: hunter2", "client-secet: hunter2", "Client-Secret : hunter2",
            "password: hunter2", "db-passwd: hunter2",
            "api-key: hunter2", "client-secret: {value: hunter2}", "client-secret: {env: \"hunter2 is no name\"}", "client-secret: [hunter2]",
            "client-secret: !x hunter2",
            "client-secret: {file: a}, client-secret: hunter2", "issuer: https://me:hunter2@idp.test/", "key: -----BEGIN PRIVATE KEY----- hunter2",
            "client-secret: truehunter2",
            "client-secret:\n  hunter2", "client-secret: >\n  hunter2", "client-secret:\n\n\n    hunter2", "client-secret: \"one\n  hunter2\"",
            "client-secret:\nhunter2",
            "client-secret:\n  value:\n    hunter2", "client-secret: |\n  a\n  b\n  hunter2",
    })
    void secretsAreHidden(String text) throws IOException {
        int line = (int) text.lines().count();
        String printed = print(text + "\n", new Problem(new Position(file, line, 1), "x", ""));
        assertFalse(printed.contains("hunter2"), printed);
        assertTrue(printed.contains("***"), printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "client-secret: {file: shown.txt}", "client-secret: {env: shown_NAME}", "client-id: shown", "cors: {credentials: true, origins: [shown]}",
            "key: shown.pem",
            "user-claim: shown", "client-secret: {env: NAME}\nscopes: [shown]", "client-secret:\n  file: shown",
            "client-secret: hunter2\nscopes: [shown]", "issuer: https://shown.test/@x",
            "- client-secret: hunter2\n  scopes: [shown]",
    })
    void whatIsNoSecretIsShown(String text) throws IOException {
        int line = (int) text.lines().count();
        assertTrue(print(text + "\n", new Problem(new Position(file, line, 1), "x", "")).contains("shown"));
    }

    private String print(String text, Problem... problems) throws IOException {
        Files.writeString(Path.of(file), text);
        return new ProblemPrinter(Colour.NEVER).print(List.of(problems));
    }
}
