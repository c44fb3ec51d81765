package dev.postern.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.postern.config.WafConfig.Body;
import dev.postern.config.WafConfig.Body.Beyond;
import dev.postern.config.WafConfig.Mode;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the profile's limit, 2,048 octets here, and that of the rule files the smaller holds, with what its side says of longer bodies. */
final class BodyLimitsTest {

    private static final int PROFILE = 2048;
    private static final Map<String, String> FORM = Map.of("content-type", "application/x-www-form-urlencoded");
    private static final Map<String, String> PARTS = Map.of("content-type", "multipart/form-data; boundary=b");
    private static final Map<String, String> PAGE = Map.of("content-type", "text/plain");

    @TempDir
    Path dir;
    private final Workers workers = new Workers("test");

    private Examined examined(String rules, Optional<Mode> mode, Beyond beyond, Map<String, String> headers) throws Exception {
        Body body = new Body(Body.Inspect.ON, PROFILE, beyond);
        return new Examined(Examined.profile(dir, rules.replace("; ", "\n") + "\n", mode, body, body), headers, workers);
    }

    /** What becomes of a body: refused, whole, or the number of octets that were inspected. */
    private static String becomes(Examined examined, Inspection message, String body) throws Exception {
        assertEquals(Verdict.RELEASE, Examined.await(message.head()));
        Verdict verdict = Examined.await(message.body(Examined.text(body)));
        if (verdict instanceof Verdict.Release) {
            assertEquals(Inspection.Mode.STREAM, message.mode(), "what is held to its end was let through before it");
        }
        verdict = verdict instanceof Verdict.Deny ? verdict : Examined.await(message.end());
        List<String> told = examined.toldAs("uninspected");
        return verdict instanceof Verdict.Deny ? "refused" : told.isEmpty() ? "whole" : String.join(" ", told).replaceAll("\\D", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-                                                                     | REFUSE | 2048 | whole",
        "-                                                                     | REFUSE | 2049 | refused",
        "-                                                                     | PASS   | 2049 | 2048",
        "SecRequestBodyLimit 1100                                              | REFUSE | 1100 | whole",
        "SecRequestBodyLimit 1100                                              | REFUSE | 1101 | refused",
        "SecRequestBodyLimit 1100                                              | PASS   | 1101 | refused",
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction Reject            | PASS   | 9000 | refused",
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial    | REFUSE | 1101 | 1100",
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial    | PASS   | 9000 | 1100",
        "SecRequestBodyLimit 5000; SecRequestBodyLimitAction ProcessPartial    | REFUSE | 2049 | refused",
        "SecRequestBodyLimit 5000; SecRequestBodyLimitAction Reject            | PASS   | 6000 | 2048",
        "SecRequestBodyLimit 2048; SecRequestBodyLimitAction ProcessPartial    | REFUSE | 2049 | refused",
        "SecRequestBodyLimitAction ProcessPartial                              | REFUSE | 2049 | refused",
        "SecRequestBodyNoFilesLimit 1100                                       | REFUSE | 1101 | refused",
        "SecRequestBodyLimit 1500; SecRequestBodyNoFilesLimit 1100             | REFUSE | 1101 | refused",
        "SecRequestBodyLimit 1100; SecRequestBodyNoFilesLimit 1500             | REFUSE | 1101 | refused",
        "SecAction id:9,phase:1,pass,nolog,ctl:requestBodyLimit=1100           | REFUSE | 1101 | refused",
        "SecAction id:9,phase:1,pass,nolog,ctl:requestBodyLimit=9000           | REFUSE | 2049 | refused",
        "SecRequestBodyLimit 1100; SecAction id:9,phase:1,pass,nolog,ctl:requestBodyLimit=1500 | REFUSE | 1500 | whole",
        "SecRequestBodyLimit 1100; SecAction id:9,phase:1,pass,nolog,ctl:requestBodyLimit=1500 | REFUSE | 1501 | refused",
        "SecRequestBodyLimit 1100; SecAction id:9,phase:1,pass,nolog,ctl:ruleEngine=DetectionOnly | REFUSE | 1101 | 1100",
        "SecAction id:9,phase:1,pass,nolog,ctl:ruleEngine=DetectionOnly        | REFUSE | 2049 | refused"})
    void ofAForm(String rules, Beyond beyond, int length, String becomes) throws Exception {
        Examined examined = examined(rules.equals("-") ? "" : rules, Optional.of(Mode.ENFORCE), beyond, FORM);
        assertEquals(becomes, becomes(examined, examined.request("/"), "x".repeat(length)));
    }

    /** {@code SecRequestBodyNoFilesLimit} is for bodies without files. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SecRequestBodyNoFilesLimit 1100                           | 1500 | whole",
        "SecRequestBodyNoFilesLimit 1100                           | 2100 | refused",
        "SecRequestBodyLimit 1300; SecRequestBodyNoFilesLimit 1100 | 1300 | whole",
        "SecRequestBodyLimit 1300; SecRequestBodyNoFilesLimit 1100 | 1301 | refused"})
    void ofABodyWithFiles(String rules, int length, String becomes) throws Exception {
        Examined examined = examined(rules, Optional.of(Mode.ENFORCE), Beyond.REFUSE, PARTS);
        String head = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n\r\n";
        String foot = "\r\n--b--\r\n";
        assertEquals(becomes, becomes(examined, examined.request("/"), head + "x".repeat(length - head.length() - foot.length()) + foot));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-                                                                    | REFUSE | 2049 | refused",
        "SecResponseBodyLimit 1100                                            | REFUSE | 1100 | whole",
        "SecResponseBodyLimit 1100                                            | PASS   | 1101 | refused",
        "SecResponseBodyLimit 1100; SecResponseBodyLimitAction ProcessPartial | REFUSE | 1101 | 1100",
        "SecResponseBodyLimit 5000; SecResponseBodyLimitAction ProcessPartial | REFUSE | 2049 | refused",
        "SecRequestBodyLimit 1100                                             | REFUSE | 1101 | whole",
        "SecAction id:9,phase:3,pass,nolog,ctl:responseBodyLimit=1100         | REFUSE | 1101 | refused",
        "SecAction id:9,phase:1,pass,nolog,ctl:responseBodyLimit=1100         | REFUSE | 1101 | refused"})
    void ofAnAnswer(String rules, Beyond beyond, int length, String becomes) throws Exception {
        Examined examined = examined("SecResponseBodyAccess On; " + (rules.equals("-") ? "" : rules), Optional.of(Mode.ENFORCE), beyond, Map.of());
        Inspection request = examined.request("/");
        assertEquals(Verdict.RELEASE, Examined.await(request.head()));
        assertEquals(Verdict.RELEASE, Examined.await(request.end()));
        assertEquals(becomes, becomes(examined, examined.response(PAGE), "x".repeat(length)));
    }

    @Test
    void aProfileThatReportsRefusesNothingForItsLength() throws Exception {
        Examined examined = examined("SecRequestBodyLimit 1100; SecRequestBodyLimitAction Reject", Optional.of(Mode.REPORT), Beyond.REFUSE, FORM);
        assertEquals("1100", becomes(examined, examined.request("/"), "x".repeat(1101)));
    }

    @Test
    void whatFitsIsInspected() throws Exception {
        String rules = "SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial; SecRule ARGS \"@contains badger\" \"id:1,phase:2,deny,log\"";
        Examined first = examined(rules, Optional.of(Mode.ENFORCE), Beyond.REFUSE, FORM);
        assertEquals("refused", becomes(first, first.request("/"), "a=badger" + "x".repeat(2000)));
        Examined last = examined(rules, Optional.of(Mode.ENFORCE), Beyond.REFUSE, FORM);
        assertEquals("1100", becomes(last, last.request("/"), "a=" + "x".repeat(2000) + "badger"));
    }

    /** Files say what becomes of length. What cannot be read is the profile's to say. */
    @Test
    void aCodingThatCannotBeReadIsRefusedWhereTheProfileSaysSo() throws Exception {
        Map<String, String> coded = Map.of("content-type", FORM.get("content-type"), "content-encoding", "compress");
        Examined examined = examined("SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial", Optional.of(Mode.ENFORCE), Beyond.REFUSE, coded);
        Inspection request = examined.request("/");
        assertEquals(Verdict.RELEASE, Examined.await(request.head()));
        assertInstanceOf(Verdict.Deny.class, Examined.await(request.body(Examined.text("x".repeat(1200)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial   | ENFORCE | REFUSE | request-body",
        "SecRequestBodyNoFilesLimit 1100; SecRequestBodyLimitAction ProcessPartial | ENFORCE | REFUSE | request-body",
        "SecResponseBodyLimit 1100; SecResponseBodyLimitAction ProcessPartial | ENFORCE | REFUSE | response-body",
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial   | ENFORCE | PASS   |",
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction ProcessPartial   | REPORT  | REFUSE |",
        "SecRequestBodyLimit 1100; SecRequestBodyLimitAction Reject           | ENFORCE | REFUSE |",
        "SecRequestBodyLimit 5000; SecRequestBodyLimitAction ProcessPartial   | ENFORCE | REFUSE |"})
    void filesThatLetPassWhatTheProfileRefusesAreTold(String rules, Mode mode, Beyond beyond, String key) throws Exception {
        Body body = new Body(Body.Inspect.ON, PROFILE, beyond);
        List<String> told = Examined.ruling(Examined.profile(dir, rules.replace("; ", "\n") + "\n", Optional.of(mode), body, body)).doubts().stream()
                .map(doubt -> doubt.at().line() + " " + doubt.message()).toList();
        assertEquals(Stream.ofNullable(key).map(named -> "2 of bodies over 1100 octets the rest passes the firewall profile own uninspected, though it says " + named
                + ": {beyond: refuse}: the rule files' limit is the smaller one, and ProcessPartial goes with it").toList(), told);
    }
}
