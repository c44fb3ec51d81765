package dev.postern.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.admin.GatewayStatus;
import dev.postern.cli.Commands;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator's side over HTTP: let in by its token alone, felt by what is open, on record, and telling no secret. */
@QuarkusTest
@Tag("quarkus")
final class AdminTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String ADMIN = ", token: {file: admin-token}";

    @RegisterExtension
    final Lab lab = new Lab();

    @Inject
    GatewayStatus status;

    @BeforeEach
    void lab() throws Exception {
        Files.writeString(lab.dir.resolve("admin-token"), TOKEN + "\n");
    }

    private void start(String admin) throws Exception {
        lab.admin(admin);
        lab.start(Lab.app(lab.upstream(OpenStream::serve), ", upgrades: [websocket]").replace("groups: [finance]", "groups: [staff]"));
        status.started(lab.gateway());
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TOKEN);
    }

    private OpenStream chat(String user) throws Exception {
        Surfer surfer = new Surfer(lab, user, Optional.empty());
        surfer.open("/.postern/");
        return OpenStream.webSocket(lab, Optional.empty(), Map.of("cookie", "__Host-postern=" + surfer.jar.get("__Host-postern")));
    }

    @Test
    void sessionsAreListedWithoutSecretsAndEnded() throws Exception {
        start(ADMIN);
        OpenStream alice = chat("alice");
        OpenStream bob = chat("bob");
        operator().get("/api/v1/status").then().statusCode(200).body("open", equalTo(2)).header("cache-control", "no-store");
        String all = operator().queryParam("limit", 1).get("/api/v1/sessions").then().statusCode(200).body("sessions.size()", equalTo(1)).extract().asString();
        assertTrue(all.contains("\"next\""), all);
        String hers = operator().queryParam("user", "alice@lab").get("/api/v1/sessions").then().statusCode(200).body("sessions.size()", equalTo(1)).extract().asString();
        assertFalse(hers.contains("eyJ") || hers.contains("__Host"), "no token, no cookie: " + hers);
        String id = operator().queryParam("user", "alice@lab").get("/api/v1/sessions").path("sessions[0].id");
        operator().delete("/api/v1/sessions/" + id).then().statusCode(200).body("ended", equalTo(1));
        assertEquals("closed 1008", alice.ended());
        bob.flowing();
        operator().delete("/api/v1/sessions/" + id).then().statusCode(200).body("ended", equalTo(0));
        assertTrue(lab.events().stream().anyMatch(event -> event.encode().contains("/api/v1/sessions/" + id) && event.encode().contains("operator")), "on record");
    }

    @Test
    void aRevokedUserIsOutUntilLifted() throws Exception {
        start(ADMIN);
        OpenStream alice = chat("alice");
        operator().queryParam("kind", "user").queryParam("value", "alice@lab").queryParam("why", "left").put("/api/v1/revocations")
                .then().statusCode(200).body("ended", equalTo(1));
        assertEquals("closed 1008", alice.ended());
        Surfer again = new Surfer(lab, "alice", Optional.empty());
        assertEquals(403, again.open("/").status());
        operator().get("/api/v1/revocations").then().statusCode(200).body("revocations[0].value", equalTo("alice@lab")).body("revocations[0].why", equalTo("left"));
        operator().queryParam("kind", "user").queryParam("value", "alice@lab").delete("/api/v1/revocations").then().statusCode(200).body("lifted", equalTo(true));
        assertEquals(200, again.call("/.postern/").status());
    }

    @Test
    void theCommandsDoTheSame() throws Exception {
        start(ADMIN);
        OpenStream alice = chat("alice");
        OpenStream bob = chat("bob");
        String[] to = {"--admin", "http://localhost:" + io.restassured.RestAssured.port, "--token-file", lab.dir.resolve("admin-token").toString()};
        Commands.Ran listed = run(to, "sessions", "list");
        assertEquals(0, listed.exit(), listed.err());
        assertTrue(listed.out().startsWith("ID ") && listed.out().contains("alice@lab") && listed.out().contains("bob@lab"), listed.out());
        String one = run(to, "sessions", "list", "--json", "--user", "alice@lab").out();
        assertEquals("0 1 session ended\n", done(run(to, "sessions", "revoke", new io.vertx.core.json.JsonObject(one).getString("id"))));
        assertEquals("closed 1008", alice.ended());
        assertEquals("1 0 sessions ended\n", done(run(to, "sessions", "revoke", "-an-id-may-begin-with-a-hyphen")));
        assertEquals(2, run(to, "sessions", "revoke").exit());
        assertEquals("1 0 sessions ended\n", done(run(to, "sessions", "revoke", "--user", "alice@lab")));
        bob.flowing();
        assertEquals("0 revoked for P30D, sessions ended: 1\n", done(run(to, "revoke", "user", "bob@lab", "--why", "left")));
        assertEquals("closed 1008", bob.ended());
        assertTrue(run(to, "revoke").out().contains("bob@lab"));
        assertEquals("0 lifted\n", done(run(to, "revoke", "user", "bob@lab", "--lift")));
        Files.writeString(lab.dir.resolve("admin-token"), "wrong");
        Commands.Ran refused = run(to, "sessions", "list");
        assertTrue(refused.exit() == 3 && refused.err().contains("answers 401: the token or the certificate is missing or wrong"), refused.toString());
        Commands.Ran nobody = Commands.run("revoke", "--admin", "http://127.0.0.1:1", "--token-file", to[3]);
        assertTrue(nobody.exit() == 3 && nobody.err().contains("nobody listens at"), nobody.toString());
    }

    private static String done(Commands.Ran ran) {
        return ran.exit() + " " + ran.out() + ran.err();
    }

    private static Commands.Ran run(String[] to, String... command) {
        return Commands.run(java.util.stream.Stream.concat(java.util.Arrays.stream(command), java.util.Arrays.stream(to)).toArray(String[]::new));
    }

    @Test
    void nobodyElseIsLetIn() throws Exception {
        start(ADMIN);
        for (String wrong : new String[] {"", "Bearer ", "Bearer wrong", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN}) {
            given().header("Authorization", wrong).get("/api/v1/sessions").then().statusCode(401).contentType("application/problem+json");
            given().header("Authorization", wrong).delete("/api/v1/sessions?user=alice@lab").then().statusCode(401);
        }
        given().cookie("token", TOKEN).get("/api/v1/status").then().statusCode(401);
        given().get("/api/v1/status?token=" + TOKEN).then().statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
        assertTrue(lab.events().stream().filter(event -> event.encode().contains("/api/v1/")).count() >= 14, "each attempt is on record");
        assertFalse(Files.readString(lab.dir.resolve("audit.jsonl")).contains(TOKEN), "without what was presented");
    }

    /** Beyond the budget nothing is looked at, the right token neither: it could be guessed. What the record cannot have line by line it has by number. */
    @Test
    void wrongTokensOfAnAddressAreLimitedAndCannotCrowdTheRecord() throws Exception {
        lab.ingress("clients: {records: 1}");
        start(ADMIN + ", attempts: 1");
        for (int i = 0; i < 50; i++) {
            operator().get("/api/v1/status").then().statusCode(200);
        }
        AtomicInteger refused = new AtomicInteger();
        Lab.until("a limit", () -> wrong(refused) == 429);
        assertTrue(refused.get() >= 10, "ten seconds' worth at once: " + refused);
        Lab.until("the right token not to be looked at either", () -> {
            wrong(refused);
            wrong(refused);
            return operator().get("/api/v1/status").statusCode() == 429;
        });
        given().get("/q/health/live").then().statusCode(200);
        Lab.until("the right token to be looked at again", () -> operator().get("/api/v1/status").statusCode() == 200);
        Lab.until("each attempt to be on record, in a line or in a number", () -> counted() > 0 && refused().size() + counted() >= refused.get());
    }

    private static int wrong(AtomicInteger refused) {
        var answer = given().header("Authorization", "Bearer wrong").get("/api/v1/status");
        refused.incrementAndGet();
        answer.then().contentType("application/problem+json");
        assertEquals(answer.statusCode() == 429, answer.header("Retry-After") != null);
        return answer.statusCode();
    }

    private long counted() throws Exception {
        return lab.lines().stream().map(line -> line.getJsonObject("postern")).filter(line -> "exchanges.counted".equals(line.getString("record")))
                .mapToLong(line -> line.getJsonObject("reasons").getLong("admin.refused", 0L)).sum();
    }

    @Test
    void withoutCredentialsThereIsNoApi() throws Exception {
        start("");
        operator().get("/api/v1/status").then().statusCode(404);
        Lab.until("its line", () -> refused().size() == 1);
        given().get("/q/health/ready").then().statusCode(200);
    }

    /** Somebody who looks around on this listener is on record, line by line or by number. */
    @Test
    void whatIsNotThereIsOnRecord() throws Exception {
        start(ADMIN);
        List<String> looked = List.of("/", "/api", "/api/v1", "/api/v2/sessions", "/q/env", "/q/health/nothing", "/.git/config");
        for (String path : looked) {
            given().get(path + "?token=" + TOKEN).then().statusCode(404);
        }
        operator().post("/api/v1/sessions").then().statusCode(405);
        operator().queryParam("limit", "many").get("/api/v1/sessions").then().statusCode(404);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        Lab.until("a line each", () -> refused().size() >= looked.size() + 2);
        List<String> paths = refused().stream().map(event -> event.getJsonObject("http_request").getJsonObject("url").getString("path")).toList();
        assertTrue(paths.containsAll(looked) && paths.contains("/api/v1/sessions") && !paths.contains("/q/health/live") && !paths.contains("/q/metrics"), paths.toString());
        assertEquals(looked.size() + 2, paths.size(), paths.toString());
        assertFalse(Files.readString(lab.dir.resolve("audit.jsonl")).contains(TOKEN), "without what was presented");
    }

    private List<io.vertx.core.json.JsonObject> refused() throws Exception {
        return lab.events().stream().filter(event -> event.encode().contains("admin.refused")).toList();
    }

    @Test
    void whoeverLooksAroundIsCountedBeyondTheirBudget() throws Exception {
        lab.ingress("clients: {records: 1}");
        start(ADMIN);
        for (int i = 0; i < 60; i++) {
            given().get("/nothing/" + i).then().statusCode(404);
        }
        Lab.until("everything to be on record", () -> refused().size() + counted() == 60);
        assertTrue(counted() > 20, counted() + " counted");
    }

    @Test
    void whatIsNoTargetIsSaidSo() throws Exception {
        start(ADMIN);
        operator().queryParam("kind", "planet").queryParam("value", "x").put("/api/v1/revocations").then().statusCode(400).body("detail", equalTo("kind is one of [user, device, serial, certificate]"));
        operator().queryParam("kind", "user").queryParam("value", "alice").put("/api/v1/revocations").then().statusCode(400);
        operator().queryParam("kind", "user").queryParam("value", "alice@").put("/api/v1/revocations").then().statusCode(400);
        operator().get("/api/v1/revocations").then().statusCode(200).body("revocations.size()", equalTo(0));
        operator().queryParam("kind", "device").queryParam("value", "x".repeat(600)).put("/api/v1/revocations").then().statusCode(400);
        operator().queryParam("kind", "device").queryParam("value", "x").queryParam("for", "PT-1H").put("/api/v1/revocations").then().statusCode(400);
        operator().delete("/api/v1/sessions").then().statusCode(400);
        operator().get("/api/v1/status").then().statusCode(200).body("revocations", equalTo(0)).body("version.length()", greaterThan(0));
    }

    /** As openssl prints them; taken back as the listing does. */
    @Test
    void aDeviceIsOutHoweverItIsSpelled() throws Exception {
        lab.admin(ADMIN);
        lab.start(Lab.app(lab.upstream(request -> request.response().end("served")), "").replace("groups: [finance]", "groups: [staff]"));
        status.started(lab.gateway());
        Map<String, String> spellings = Map.of("serial", "laptops/" + openssl("-serial"), "certificate", openssl("-fingerprint", "-sha256"), "device", "LAPTOP");
        for (Map.Entry<String, String> one : spellings.entrySet()) {
            operator().queryParam("kind", one.getKey()).queryParam("value", one.getValue()).put("/api/v1/revocations").then().statusCode(200);
            assertEquals("403 device.revoked", asked("laptop"), one.toString());
            String listed = operator().get("/api/v1/revocations").path("revocations[0].value");
            operator().queryParam("kind", one.getKey()).queryParam("value", listed).delete("/api/v1/revocations").then().statusCode(200).body("lifted", equalTo(true));
            assertEquals("200 served", asked("laptop"));
            operator().queryParam("kind", one.getKey()).queryParam("value", listed).put("/api/v1/revocations").then().statusCode(200);
            operator().queryParam("kind", one.getKey()).queryParam("value", one.getValue()).delete("/api/v1/revocations").then().statusCode(200).body("lifted", equalTo(true));
        }
        for (String[] garbage : new String[][] {{"serial", "0A1F"}, {"serial", "laptops/no number"}, {"certificate", "9F:86:D0:81"}, {"user", "alice@Lab"}, {"device", "laptop\u200b"}}) {
            for (String method : List.of("PUT", "DELETE")) {
                operator().queryParam("kind", garbage[0]).queryParam("value", garbage[1]).request(method, "/api/v1/revocations").then().statusCode(400)
                        .contentType("application/problem+json").body("detail", containsString("is written"));
            }
        }
    }

    private String asked(String certificate) throws Exception {
        Call call = Call.get(lab.client(HttpVersion.HTTP_2, Optional.of(certificate)), "/", Lab.bearer(lab.token("alice")));
        return call.status() + " " + (call.status() == 200 ? call.body().toString() : call.reason());
    }

    /** What stands behind the sign of equality. */
    private String openssl(String... what) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "x509", "-noout", "-in", lab.pki.file("laptop.pem")));
        command.addAll(List.of(what));
        Process openssl = new ProcessBuilder(command).start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertEquals(0, openssl.waitFor());
        return said.substring(said.indexOf('=') + 1);
    }

    /** Whoever reaches this listener must not take the descriptors that clients need. */
    @Test
    void connectionsAreBounded() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 260; i++) {
                open.add(new Socket("localhost", io.restassured.RestAssured.port));
            }
            Lab.until("those beyond the bound to be closed", () -> open.stream().filter(AdminTest::isClosed).count() >= 60);
        } finally {
            for (Socket one : open) {
                one.close();
            }
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (status() != 200 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertEquals(200, status(), "there is room again");
    }

    /** Which of them are let in depends on which loop is asked first. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static int status() {
        try {
            return given().get("/q/health/live").statusCode();
        } catch (RuntimeException closed) {
            return 0;
        }
    }
}
