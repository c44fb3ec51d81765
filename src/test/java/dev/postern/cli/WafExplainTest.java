package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code postern waf explain}. */
class WafExplainTest {

    @TempDir
    Path dir;
    private Path config;
    private Path request;

    @BeforeEach
    void config() throws IOException {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS \"@contains badger\" \"id:1,phase:2,deny,log,msg:'A badger'\"\n");
        configured("");
        request = dir.resolve("request");
    }

    private void configured(String more) throws IOException {
        config = Files.writeString(dir.resolve("postern.yaml"), "waf: [{name: own, rules: [own.conf]" + more + "}]\n");
    }

    private Commands.Ran explain(String text) throws IOException {
        return explain(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Commands.Ran explain(byte[] raw) throws IOException {
        Files.write(request, raw);
        return Commands.run("waf", "explain", "--config", config.toString(), request.toString());
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\nHost: a\n\n";
    }

    @Test
    void whatIsPrintedLetsItPass() throws IOException {
        Commands.Ran refused = explain(get("/?q=badger"));
        assertEquals(1, refused.exit(), refused.err());
        assertTrue(refused.out().endsWith("refused by rule 1%nwith these exclusions it passes:%n  - {rules: [1], targets: [\"ARGS:q\"]}%n".formatted()), refused.out());
        configured(", exclusions: [" + refused.out().lines().toList().getLast().strip().substring(2) + "]");
        Commands.Ran passed = explain(get("/?q=badger"));
        assertEquals(0, passed.exit(), passed.err());
        assertEquals("passes: no rule matched" + System.lineSeparator(), passed.out());
    }

    /** Also where its name has what a terminal or YAML would take for something else. */
    @ParameterizedTest
    @ValueSource(strings = {"a%22", "a%5c", "a%e4", "a%22%5c%e4", "%c3%a4", "a%27b", "a%23b", "a:b"})
    void whatIsPrintedCanBeReadBack(String name) throws IOException {
        Commands.Ran refused = explain(get("/?" + name + "=badger"));
        configured(", exclusions: [" + refused.out().lines().toList().getLast().strip().substring(2) + "]");
        assertEquals(0, explain(get("/?" + name + "=badger")).exit(), refused.out());
    }

    @Test
    void whatIsCompressedIsNotHidden() throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write("q=badger".getBytes(StandardCharsets.US_ASCII));
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(("POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\nContent-Length: " + coded.size() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        raw.writeBytes(coded.toByteArray());
        Commands.Ran ran = explain(raw.toByteArray());
        assertEquals(1, ran.exit(), ran.err());
        assertTrue(ran.out().contains("note: the body is decoded before rules see it: gzip"), ran.out());
    }

    @Test
    void whatIsRefusedWithoutARuleIsToldWithTheReason() throws IOException {
        configured(", request-body: {limit: 1KiB}");
        Commands.Ran ran = explain("POST / HTTP/1.1\nHost: a\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 2000\n\n" + "x".repeat(2_000));
        assertEquals(1, ran.exit(), ran.err());
        assertEquals("refused without a rule: longer than the 1024 octets that the firewall may hold%nno exclusions were found with which it passes%n".formatted(), ran.out());
    }

    @Test
    void aNameThatIsNoTargetIsSaidSo() throws IOException {
        Commands.Ran ran = explain(get("/?a,b=badger"));
        assertTrue(ran.out().endsWith("refused by rule 1%nrule 1 matched at a name that cannot be written as a target: ARGS:a,b%nno exclusions were found with which it passes%n".formatted()), ran.out());
    }
}
