package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Extent;
import dev.postern.waf.Field;
import dev.postern.waf.RequestLine;
import dev.postern.waf.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first part of a body before a profile that lets the rest pass: the strict rules about whole bodies do not refuse it for being cut, the others look at all of it. */
final class CutBodiesTest {

    private static final Position AT = new Position("postern.yaml", 1, 1);
    private static final String JSON = "application/json";
    private static final String XML = "text/xml";
    private static final String PARTS = "multipart/form-data; boundary=xy";
    private static final String PART = "--xy\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    private static final String NEXT = "\r\n--xy\r\nContent-Disposition: form-data; name=\"";

    @TempDir
    Path dir;
    private Ruling ruling;

    @BeforeEach
    void compile() throws IOException {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS|ARGS_NAMES|FILES|XML:/*|XML://@*|MULTIPART_PART_HEADERS \"@contains union\" \"id:1,phase:2,deny,log\"\n");
        WafConfig.Body body = new WafConfig.Body(WafConfig.Body.Inspect.ON, 1024, WafConfig.Body.Beyond.PASS);
        WafConfig config = new WafConfig(new Located<>("own", AT), List.of(new Located<>(dir.resolve("own.conf"), AT)), Optional.of(WafConfig.Mode.ENFORCE), new WafConfig.Paranoia(1, 1),
                new WafConfig.Thresholds(5, 4), List.of(), body, body);
        Problems problems = new Problems();
        ruling = new RuleBooks(InstantSource.system()).rulings(List.of(config), problems).get("own");
        problems.throwIfAny();
    }

    /** The rule that refuses, 0 for none. */
    private long refused(String type, String body, Extent extent) {
        Transaction transaction = ruling.begin(new ConnectionFacts("127.0.0.1", 0, "127.0.0.1", 443, "test"));
        transaction.requestHead(new RequestLine(octets("POST"), octets("/"), octets("HTTP/1.1")), List.of(Field.of("host", "a"), Field.of("content-type", type)));
        transaction.requestBody(octets(body), extent);
        return transaction.interruption().map(stop -> stop.ruleId()).orElse(0L);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** First as the beginning of a longer body, then as a whole one. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "json ! {'a':'b ! 0 ! 199992",
        "json ! {'a':['b','union ! 1 ! 199992",
        "json ! {'a':1,'union ! 1 ! 199992",
        "json ! {'union':{'a':1} ! 1 ! 199992",
        "json ! {'a':1}} ! 199992 ! 199992",
        "xml ! <a b='c'>d ! 0 ! 199992",
        "xml ! <a b='c'>union ! 1 ! 199992",
        "xml ! <a b='union ! 1 ! 199992",
        "xml ! <a b='c'>d</e> ! 199992 ! 199992",
        "parts ! A1 ! 0 ! 199992",
        "parts ! A1~--x ! 0 ! 199992",
        "parts ! A1 union ! 1 ! 199992",
        "parts ! AunionB1 ! 1 ! 199992",
        "parts ! A1Bunion ! 1 ! 199992",
        "parts ! A1Bb'; filename='union ! 1 ! 199992",
        "parts ! A1~--xyz ! 199992 ! 199992",
        "parts ! A1~--x= ! 199994 ! 199992"})
    void aCutIsNoFaultAndHidesNothing(String kind, String text, long cut, long whole) {
        String type = switch (kind) {
            case "json" -> JSON;
            case "xml" -> XML;
            default -> PARTS;
        };
        String body = text.replace('\'', '"').replace("A", PART).replace("B", NEXT).replace("~", "\r\n");
        assertEquals(cut, refused(type, body, Extent.CUT));
        assertEquals(whole, refused(type, body, Extent.WHOLE));
    }
}
