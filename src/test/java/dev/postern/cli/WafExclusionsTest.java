package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code postern waf exclusions}: from lines as the record has them. */
class WafExclusionsTest {

    @TempDir
    Path dir;

    private static String event(String route, String detail, String... findings) {
        String all = Arrays.stream(findings).collect(Collectors.joining(","));
        return "{\"postern\":{\"route\":\"" + route + "\",\"detail\":\"" + detail + "\"" + (findings.length == 0 ? "" : ",\"findings\":[" + all + "]") + "}}\n";
    }

    private static String finding(String rule, String place, int score) {
        return "{\"inspector\":\"waf\",\"rule\":\"" + rule + "\",\"what\":\"w\",\"place\":\"" + place + "\",\"shown\":\"xx\",\"score\":" + score + "}";
    }

    private String proposed(String trail, String... options) throws IOException {
        return proposed(trail.getBytes(StandardCharsets.UTF_8), options);
    }

    private String proposed(byte[] trail, String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "waf";
        arguments[1] = "exclusions";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[options.length + 2] = Files.write(dir.resolve("audit.jsonl"), trail).toString();
        Commands.Ran ran = Commands.run(arguments);
        assertEquals(0, ran.exit(), ran.err());
        return ran.out().replace(System.lineSeparator(), "\n");
    }

    @Test
    void eachSaysOnWhichRoutesItWasHitAndHowOften() throws IOException {
        String sum = finding("949110", "TX:blocking_inbound_anomaly_score", 5);
        String trail = event("shop", "rule 949110 of the firewall", finding("942100", "ARGS:q", 5), sum).repeat(3)
                + event("api", "rule 949110 of the firewall", finding("942100", "ARGS:q", 5), sum)
                + event("api", "", finding("920350", "REQUEST_HEADERS:Host", 3), finding("1", "ARGS:told", 0));
        assertEquals("""
                exclusions:
                  - {rules: [942100], targets: ["ARGS:q"]}  # 4 times: shop 3, api 1
                  - {rules: [920350], targets: ["REQUEST_HEADERS:Host"]}  # 1 time: api 1
                """, proposed(trail));
        assertEquals("""
                exclusions:
                  - {rules: [942100], targets: ["ARGS:q"]}  # 4 times: shop 3, api 1
                """, proposed(trail, "--least", "2"));
    }

    /** Files that the gateway has closed are compressed; octets that are no UTF-8 spoil one line at most. */
    @Test
    void compressedFilesAreReadToo() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(event("shop", "", finding("1", "ARGS:\u00ff", 5)).getBytes(StandardCharsets.ISO_8859_1));
            gzip.write(event("shop", "", finding("942100", "ARGS:q", 5)).getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(proposed(octets.toByteArray()).contains("{rules: [942100], targets: [\"ARGS:q\"]}  # 1 time: shop 1"));
    }

    @Test
    void aRuleThatRefusedCountsWhateverItWeighs() throws IOException {
        assertEquals("""
                exclusions:
                  - {rules: [7], targets: ["ARGS:q"]}  # 1 time: shop 1
                """, proposed(event("shop", "rule 7 of the firewall", finding("7", "ARGS:q", 0), finding("8", "ARGS:q", 0))));
    }

    /** With nolog there is no line of it, but the refusal names it. */
    @Test
    void oneThatRefusedWithoutAWordIsThereAsAWhole() throws IOException {
        assertEquals("""
                exclusions:
                  - {rules: [7]}  # 2 times: shop 2
                """, proposed(event("shop", "rule 7 of the firewall").repeat(2) + event("shop", "rule 8 of the firewall", finding("9", "TX:x", 5))));
    }

    @Test
    void whatCannotBeWrittenIsSaidSo() throws IOException {
        assertEquals("""
                exclusions: []
                # rule 7 matched at a name that cannot be written as a target: ARGS:a,b, 1 time: no route 1
                # rule 7 matched at a name that cannot be written as a target: ARGS:aaa\\x2026, 1 time: shop 1
                # 1 line could not be read
                """, proposed(event("", "", finding("7", "ARGS:a,b", 5)) + event("shop", "", finding("7", "ARGS:aaa\u2026", 5)) + "{\"findings\":[cut"));
    }

    @Test
    void otherInspectorsAreNoneOfItsBusiness() throws IOException {
        assertEquals("exclusions: []\n", proposed(event("shop", "", finding("7", "ARGS:q", 5).replace("waf", "dlp"))));
    }
}
