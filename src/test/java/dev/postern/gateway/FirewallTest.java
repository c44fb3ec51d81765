package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.cli.Commands;
import dev.postern.config.InvalidConfigException;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The firewall in the path of a request: what its rules decide is carried out, before anything reaches an upstream or a client, and goes on record. */
@QuarkusTest
@Tag("quarkus")
final class FirewallTest {

    private static final String RULES = """
            SecRule ARGS|ARGS_NAMES "@rx (?i)union\\s+select" "id:100,phase:2,deny,t:urlDecodeUni,severity:CRITICAL,msg:'SQL in an argument',logdata:'%{MATCHED_VAR_NAME}'"
            SecRule REQUEST_HEADERS:User-Agent "@contains scanner" "id:101,phase:1,deny,severity:WARNING,msg:'A scanner'"
            SecRule REQUEST_COOKIES_NAMES "@beginsWith __Host-postern" "id:102,phase:1,deny,msg:'The gateway\\'s own cookie'"
            SecRule RESPONSE_BODY "@contains ORA-00942" "id:103,phase:4,deny,severity:ERROR,msg:'An error of the database'"
            SecRule REQUEST_BODY "@contains <script" "id:104,phase:2,pass,log,severity:NOTICE,msg:'A script'"
            """;

    @Inject
    Vertx vertx;
    @Inject
    Surroundings surroundings;
    @TempDir
    Path dir;
    private Lab lab;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void lab() throws Exception {
        lab = new Lab(vertx, surroundings, dir);
        Files.writeString(dir.resolve("own.conf"), RULES);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    private void echo(HttpServerRequest request) {
        asked.incrementAndGet();
        request.body().onSuccess(body -> {
            request.response().putHeader("content-type", "text/plain");
            if (request.path().equals("/gzip")) {
                request.response().putHeader("content-encoding", "gzip").end(gzip("ORA-00942"));
            } else {
                request.response().end(request.path().equals("/broken") ? Buffer.buffer("ORA-00942: table or view does not exist") : body);
            }
        });
    }

    private static Buffer gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (java.io.IOException never) {
            throw new IllegalStateException(never);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private void start(String more) throws Exception {
        lab.start(Lab.app(lab.upstream(this::echo), ", inspect: {waf: own}") + "waf: [{name: own, rules: [own.conf]" + more + "}]\n");
    }

    private Call get(HttpVersion version, String path) throws Exception {
        return Call.get(lab.client(version, Optional.of("laptop")), path, Lab.bearer(lab.token("alice")));
    }

    private Call post(String path, String type, Buffer body) throws Exception {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add("content-type", type);
        return Call.send(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), HttpMethod.POST, path, headers, body);
    }

    private JsonObject event(int count) throws Exception {
        Lab.until(count + " events", () -> lab.events().size() == count);
        return lab.events().getLast().getJsonObject("postern");
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void limitsOfRuleFilesHold(HttpVersion version) throws Exception {
        Files.writeString(dir.resolve("own.conf"), "SecRequestBodyLimit 2000\nSecResponseBodyLimit 1500\n");
        start("");
        assertEquals(200, post(version, 1_500).status());
        Call uninspected = post(version, 1_501);
        assertEquals(List.of(502, "content.response-refused"), List.of(uninspected.status(), uninspected.reason()));
        int before = asked.get();
        Call refused = post(version, 2_001);
        assertEquals(List.of(413, "content.uninspected"), List.of(refused.status(), refused.reason()));
        assertEquals(before, asked.get());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void whatRuleFilesLetPassBeyondTheirLimitIsOnRecord(HttpVersion version) throws Exception {
        Files.writeString(dir.resolve("own.conf"), """
                SecRequestBodyLimit 2000
                SecRequestBodyLimitAction ProcessPartial
                SecResponseBodyLimit 1500
                SecResponseBodyLimitAction ProcessPartial
                """);
        start("");
        Call passed = post(version, 100_000);
        assertEquals(List.of(200, 100_000), List.of(passed.status(), passed.body().length()));
        assertEquals(List.of("of a body, the first 2000 octets alone were inspected", "of a body, the first 1500 octets alone were inspected"),
                event(1).getJsonArray("findings").stream().map(finding -> ((JsonObject) finding).getString("what")).toList());
    }

    private Call post(HttpVersion version, int length) throws Exception {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))).add("content-type", "application/octet-stream");
        return Call.send(lab.client(version, Optional.of("laptop")), HttpMethod.POST, "/", headers, Buffer.buffer("x".repeat(length)));
    }

    /** {@code REMOTE_PORT} and {@code SERVER_ADDR}: of a client that connects directly. */
    @Test
    void rulesKnowBothEndsOfTheConnection() throws Exception {
        Files.writeString(dir.resolve("own.conf"), """
                SecRule SERVER_ADDR "!@ipMatch 127.0.0.1" "id:106,phase:1,deny,msg:'%{SERVER_ADDR} is not where it arrived'"
                SecRule REMOTE_PORT "@lt 1024" "id:107,phase:1,deny,msg:'%{REMOTE_PORT} is no port of a client'"
                """);
        start("");
        assertEquals(200, get(HttpVersion.HTTP_2, "/").status(), event(1).encode());
    }

    /** It looks at what is too long for the event loop, when the answer has left already. */
    @Test
    void whatTheLastPhaseFindsInALongBodyIsOnRecord() throws Exception {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS:a \"@contains badger\" \"id:105,phase:5,pass,log,msg:'Seen in the end'\"\n");
        start("");
        assertEquals(200, post("/", "application/x-www-form-urlencoded", Buffer.buffer("a=badger" + "x".repeat(100_000))).status());
        assertEquals(List.of("105"), event(1).getJsonArray("findings").stream().map(finding -> ((JsonObject) finding).getString("rule")).toList());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void anAttackIsRefusedAndOnRecordWithoutItsContent(HttpVersion version) throws Exception {
        start("");
        assertEquals(200, get(version, "/?q=union%20station").status());
        Call refused = get(version, "/?q=1%20union%20select%20secret7");
        assertEquals("content.refused", refused.reason());
        assertEquals(1, asked.get());
        JsonObject told = event(2);
        JsonObject finding = told.getJsonArray("findings").getJsonObject(0);
        assertEquals(List.of("waf", "100", "SQL in an argument", "ARGS:q", 5), List.of(finding.getString("inspector"), finding.getString("rule"), finding.getString("what"),
                finding.getString("place"), finding.getInteger("score")));
        assertEquals("0 xxxxx xxxxxx xxxxxx0", finding.getString("shown"));
        assertTrue(told.getString("detail").contains("rule 100"), told.encode());
        assertFalse(Files.readString(dir.resolve("audit.jsonl")).contains("secret7"));
        String shown = refused.body().toString().replace(refused.headers().get("x-request-id"), "");
        assertFalse(shown.contains("100"), "a refusal tells nobody which rule: " + shown);
        assertTrue(surroundings.meters().get("postern.findings").tag("rule", "100").counter().count() >= 1);
    }

    /** The name of an argument is the client's as much as its value. */
    @Test
    void aNameThatMatchesIsOnRecordWithoutWhatIsSensitiveInIt() throws Exception {
        start("");
        assertEquals("content.refused", post("/", "application/x-www-form-urlencoded", Buffer.buffer("4012888888881881 union select=1")).reason());
        JsonObject finding = event(1).getJsonArray("findings").getJsonObject(0);
        assertTrue(finding.getString("place").startsWith("ARGS_NAMES:"), finding.encode());
        assertFalse(finding.encode().contains("4012888888881881"), finding.encode());
    }

    /** A status that is none of a refusal, or needs a field besides it, and an address that a browser would take for another, leave the usual refusal. */
    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aRuleSaysHowItIsTold(HttpVersion version) throws Exception {
        Files.writeString(dir.resolve("own.conf"), """
                SecRule ARGS:q "@streq busy" "id:1,phase:1,deny,status:429,t:none"
                SecRule ARGS:q "@streq fine" "id:2,phase:1,deny,status:200,t:none"
                SecRule ARGS:q "@streq name" "id:3,phase:1,deny,status:401,t:none"
                SecRule ARGS:q "@streq away" "id:4,phase:1,redirect:'https://elsewhere.test/x?y=1',t:none"
                SecRule ARGS:q "@streq home" "id:5,phase:1,redirect:'/sorry',t:none"
                SecRule ARGS:q "@streq evil" "id:6,phase:1,redirect:'//evil.test/',t:none"
                SecRule ARGS:q "@beginsWith http" "id:7,phase:1,redirect:'/to?%{ARGS.q}',t:none"
                SecRule ARGS:q "@streq gone" "id:8,phase:1,drop,t:none"
                """);
        start("");
        assertEquals(List.of(429, 403, 403, 403, 403), List.of(get(version, "/?q=busy").status(), get(version, "/?q=fine").status(), get(version, "/?q=name").status(),
                get(version, "/?q=evil").status(), get(version, "/?q=http%0d%0aX:1").status()));
        assertEquals("content.refused", get(version, "/?q=busy").reason());
        Call away = get(version, "/?q=away");
        assertEquals(302, away.status());
        assertEquals("https://elsewhere.test/x?y=1", away.headers().get("location"));
        assertEquals("/sorry", get(version, "/?q=home").headers().get("location"));
        assertThrows(Exception.class, () -> get(version, "/?q=gone"));
        JsonObject told = event(9);
        assertTrue(told.getString("detail").contains("rule 8"), told.encode());
        assertEquals(0, asked.get());
    }

    @Test
    void bodiesAreHeldUntilTheVerdict() throws Exception {
        start("");
        assertEquals("content.refused", post("/", "application/x-www-form-urlencoded", Buffer.buffer("a=1&b=union+select")).reason());
        assertEquals("content.refused", post("/", "application/json", Buffer.buffer("{\"a\":[\"union  select\"]}")).reason());
        assertEquals("content.refused", post("/", "application/json", Buffer.buffer("{\"a\":")).reason(), "what cannot be read is refused");
        assertEquals("content.refused", post("/", "application/x-www-form-urlencoded", Buffer.buffer("b=" + "x".repeat(100_000) + "union+select")).reason(), "on a thread of its own");
        assertEquals(0, asked.get());
        assertEquals(100_000, post("/", "application/x-www-form-urlencoded", Buffer.buffer("b=" + "x".repeat(99_998))).body().length());
    }

    @Test
    void rulesThatOnlyTellLetPass() throws Exception {
        start("");
        Call passed = post("/", "text/plain", Buffer.buffer("<script>"));
        assertEquals(200, passed.status());
        assertEquals(200, post("/", "application/x-www-form-urlencoded", Buffer.buffer("a=<script>")).status());
        assertEquals("104", event(2).getJsonArray("findings").getJsonObject(0).getString("rule"));
    }

    @Test
    void reportingRefusesNothing() throws Exception {
        start(", mode: report, request-body: {limit: 1KiB}");
        assertEquals(200, get(HttpVersion.HTTP_2, "/?q=union%20select").status());
        assertEquals("100", event(1).getJsonArray("findings").getJsonObject(0).getString("rule"));
        assertEquals(200, post("/", "application/x-www-form-urlencoded", Buffer.buffer("a=" + "x".repeat(5_000))).status());
        assertEquals("uninspected", event(2).getJsonArray("findings").getJsonObject(0).getString("rule"));
    }

    @Test
    void aLongerBodyIsRefusedOrPassedByChoiceAndNeverAsIfInspected() throws Exception {
        Buffer late = Buffer.buffer("a=" + "x".repeat(5_000) + "union+select");
        start(", request-body: {limit: 1KiB}");
        assertEquals("content.uninspected", post("/", "application/x-www-form-urlencoded", late).reason());
        assertEquals(0, asked.get());
        lab.close();
        lab = new Lab(vertx, surroundings, Files.createDirectory(dir.resolve("second")));
        Files.writeString(dir.resolve("second/own.conf"), RULES);
        start(", request-body: {limit: 1KiB, beyond: pass}");
        assertEquals(200, post("/", "application/x-www-form-urlencoded", late).status());
        assertEquals("uninspected", event(1).getJsonArray("findings").getJsonObject(0).getString("rule"));
        assertEquals("content.refused", post("/", "application/x-www-form-urlencoded", Buffer.buffer("b=union+select&a=" + "x".repeat(5_000))).reason(), "its first part is inspected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "application/json ! {'b':'union select','a':'x* ! {'a':'x*'}",
        "multipart/form-data; boundary=xy ! --xy~Content-Disposition: form-data; name='b'~~union select~--xy~Content-Disposition: form-data; name='a'~~x*~--xy--~"
                + " ! --xy~Content-Disposition: form-data; name='a'~~x*~--xy--~"})
    void ofALongerBodyOfAnyKindTheFirstPartIsJudged(String type, String attack, String harmless) throws Exception {
        start(", request-body: {limit: 1KiB, beyond: pass}");
        assertEquals(200, post("/", type, longer(harmless)).status());
        assertEquals("uninspected", event(1).getJsonArray("findings").getJsonObject(0).getString("rule"));
        assertEquals("content.refused", post("/", type, longer(attack)).reason());
    }

    private static Buffer longer(String text) {
        return Buffer.buffer(text.replace('\'', '"').replace("~", "\r\n").replace("*", "x".repeat(5_000)));
    }

    /** A rule that weighs nothing, as the record has it. */
    @Test
    void exclusionsAreProposedFromTheRecord() throws Exception {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS \"@contains badger\" \"id:7,phase:2,deny,log\"\nSecRule ARGS \"@contains otter\" \"id:8,phase:2,deny,nolog\"\n");
        start("");
        assertEquals("content.refused", get(HttpVersion.HTTP_2, "/?q=badger").reason());
        assertEquals("content.refused", get(HttpVersion.HTTP_2, "/?q=badger").reason());
        assertEquals("content.refused", get(HttpVersion.HTTP_2, "/?q=otter").reason());
        event(3);
        Commands.Ran ran = Commands.run("waf", "exclusions", dir.resolve("audit.jsonl").toString());
        assertEquals("exclusions:%n  - {rules: [7], targets: [\"ARGS:q\"]}  # 2 times: app 2%n  - {rules: [8]}  # 1 time: app 1%n".formatted(), ran.out());
    }

    @Test
    void answersAreInspectedToo() throws Exception {
        start("");
        Call broken = get(HttpVersion.HTTP_2, "/broken");
        assertEquals("content.response-refused", broken.reason());
        assertFalse(broken.body().toString().contains("ORA"));
        assertEquals("content.response-refused", get(HttpVersion.HTTP_1_1, "/gzip").reason(), "compressed or not");
    }

    @Test
    void theGatewaysOwnCookiesAreNotShownToRules() throws Exception {
        start("");
        Call signedOut = Call.get(lab.client(HttpVersion.HTTP_2, Optional.of("laptop")), "/", java.util.Map.of("cookie", "__Host-postern-x=1; a=b", "authorization", "Bearer " + lab.token("alice")));
        assertEquals(200, signedOut.status(), signedOut.body().toString());
    }

    @Test
    void exclusionsTakeRulesAndTargetsOut() throws Exception {
        start(", exclusions: [{rules: [100], targets: [\"ARGS:q\"]}, {rules: [101]}]");
        assertEquals(200, get(HttpVersion.HTTP_2, "/?q=union%20select").status());
        assertEquals("content.refused", get(HttpVersion.HTTP_2, "/?r=union%20select").reason());
    }

    @Test
    void changedRulesAreTakenUp() throws Exception {
        start("");
        assertEquals(200, get(HttpVersion.HTTP_2, "/?q=drop%20table").status());
        String version = lab.gateway().version();
        Files.writeString(dir.resolve("own.conf"), RULES.replace("union\\s+select", "drop\\s+table"));
        Lab.until("the reload", () -> {
            lab.gateway().look();
            return !get(HttpVersion.HTTP_2, "/?q=drop%20table").headers().contains("never") && get(HttpVersion.HTTP_2, "/?q=drop%20table").status() == 403;
        });
        assertEquals(version.isEmpty(), lab.gateway().version().isEmpty());
    }

    @Test
    void whatIsWrongWithRulesIsShownWhereItStands() throws Exception {
        Files.writeString(dir.resolve("own.conf"), "SecRule ARGS \"@rx (\" \"id:1,phase:2,deny\"\nSecFoo On\n");
        String text = assertThrows(InvalidConfigException.class, () -> start("")).getMessage();
        assertTrue(text.contains("own.conf:1") && text.contains("own.conf:2"), text);
        Files.writeString(dir.resolve("own.conf"), RULES);
        String unknown = assertThrows(InvalidConfigException.class, () -> lab.start(Lab.app(1, ", inspect: {waf: other}") + "waf: [{name: own, rules: [own.conf]}]\n")).getMessage();
        assertTrue(unknown.contains("there is no firewall profile 'other'"), unknown);
    }
}
