package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Back-channel logout through the whole gateway: what it answers, what it ends, and what the record says of it. */
@QuarkusTest
@Tag("quarkus")
final class ProviderLogoutTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final Duration SLACK = Duration.ofSeconds(10);

    @RegisterExtension
    final Lab lab = new Lab();

    private int posted;
    private final AtomicReference<JwtClaims> said = new AtomicReference<>();
    private final AtomicReference<String> idToken = new AtomicReference<>("");

    @BeforeEach
    void lab() throws Exception {
        lab.people.changeIdClaims(claims -> {
            said.set(claims);
            return claims;
        });
        lab.people.changeIdToken(token -> {
            idToken.set(token);
            return token;
        });
    }

    private void start() throws Exception {
        lab.start(Lab.app(lab.upstream(OpenStream::serve), ", upgrades: [websocket]").replace("groups: [finance]", "groups: [staff]"));
    }

    private record Person(Map<String, String> cookie, String sid, String subject) {

        UnaryOperator<JwtClaims> session() {
            return claims -> with(claims, "sid", sid);
        }

        UnaryOperator<JwtClaims> everySession() {
            return claims -> with(claims, "sub", subject);
        }
    }

    private static JwtClaims with(JwtClaims claims, String name, Object value) {
        claims.setClaim(name, value);
        return claims;
    }

    private Person signedIn(String user) throws Exception {
        Surfer surfer = new Surfer(lab, user, NONE);
        surfer.open("/.postern/");
        return new Person(Map.of("cookie", "__Host-postern=" + surfer.jar.get("__Host-postern")), said.get().getClaimValueAsString("sid"), said.get().getClaimValueAsString("sub"));
    }

    private OpenStream chat(Person person) throws Exception {
        return OpenStream.webSocket(lab, NONE, person.cookie());
    }

    private Call post(HttpVersion version, String token) throws Exception {
        posted++;
        return post(lab.client(version, NONE), token);
    }

    private static Call post(HttpClient client, String token) throws Exception {
        MultiMap form = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/x-www-form-urlencoded");
        return Call.send(client, HttpMethod.POST, "/.postern/backchannel-logout/lab", form, Buffer.buffer("logout_token=" + token));
    }

    private List<JsonObject> events() throws Exception {
        return lab.events().stream().filter(event -> event.encode().contains("/.postern/backchannel-logout/lab")).map(event -> event.getJsonObject("postern")
                .put("status", event.getJsonObject("http_response").getInteger("code")).put("version", event.getJsonObject("http_request").getString("version"))).toList();
    }

    private JsonObject event(int number) throws Exception {
        Lab.until("its event", () -> events().size() >= number);
        return events().get(number - 1);
    }

    private void refused(HttpVersion version, String token, String why) throws Exception {
        Call answer = post(version, token);
        assertEquals(400, answer.status(), why);
        assertEquals("{\"error\":\"invalid_request\"}", answer.body().toString(), "which check failed is nobody's business");
        assertEquals("application/json", answer.headers().get("content-type"));
        assertEquals("no-store", answer.headers().get("cache-control"));
        JsonObject event = event(posted);
        assertEquals(400, event.getInteger("status"));
        assertEquals("identity.token-invalid", event.getString("reason"));
        assertTrue(event.getString("detail").contains(why), event.encode());
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void aSessionEndsWithWhatIsOpenOnItAndNothingElseDoes(HttpVersion version) throws Exception {
        start();
        Person alice = signedIn("alice");
        Person elsewhere = signedIn("alice");
        Person bob = signedIn("bob");
        OpenStream hers = chat(alice);
        List<OpenStream> others = List.of(chat(elsewhere), chat(bob), OpenStream.events(lab, HttpVersion.HTTP_2, NONE, elsewhere.cookie()));
        long begun = System.nanoTime();
        Call answer = post(version, lab.people.logoutToken(alice.session()));
        assertEquals(200, answer.status());
        assertEquals("no-store", answer.headers().get("cache-control"));
        assertEquals("closed 1008", hers.ended());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("ended by its provider over " + version + " after " + took.toMillis() + " ms");
        assertTrue(took.compareTo(SLACK) < 0, took.toString());
        for (OpenStream other : others) {
            other.flowing();
        }
        JsonObject event = event(1);
        assertEquals(200, event.getInteger("status"));
        assertEquals(version == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1", event.getString("version"));
        assertEquals("back-channel logout by " + lab.people.issuer() + ": 1 session ended", event.getString("detail"));
        assertEquals("", event.getString("reason"));
        assertEquals(401, Call.get(lab.client(version, NONE), "/", alice.cookie()).status());
        assertEquals(200, post(version, lab.people.logoutToken(bob.everySession())).status());
        assertEquals("closed 1008", others.get(1).ended());
        others.getFirst().flowing();
    }

    @Test
    void aSubjectEndsWithEverySession() throws Exception {
        start();
        Person alice = signedIn("alice");
        List<OpenStream> hers = List.of(chat(alice), chat(signedIn("alice")));
        OpenStream his = chat(signedIn("bob"));
        assertEquals(200, post(HttpVersion.HTTP_1_1, lab.people.logoutToken(alice.everySession())).status());
        for (OpenStream stream : hers) {
            assertEquals("closed 1008", stream.ended());
        }
        his.flowing();
        assertEquals("back-channel logout by " + lab.people.issuer() + ": 2 sessions ended", event(1).getString("detail"));
        assertEquals(200, post(HttpVersion.HTTP_1_1, lab.people.logoutToken(alice.everySession())).status(), "ended already is no failure");
        assertTrue(event(2).getString("detail").endsWith(": 0 sessions ended"));
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void whatIsNoLogoutTokenEndsNothingAndIsOnRecord(HttpVersion version) throws Exception {
        start();
        Person alice = signedIn("alice");
        OpenStream hers = chat(alice);
        refused(version, lab.people.logoutToken(Optional.of("at+jwt"), alice.session()), "its type");
        refused(version, idToken.get(), "nonce");
        refused(version, lab.people.logoutToken(claims -> with(alice.session().apply(claims), "nonce", "n")), "nonce");
        refused(version, lab.token("alice"), "its type");
        refused(version, "a.b.c", "header");
        refused(version, "", "three parts");
        hers.flowing();
        String once = lab.people.logoutToken(claims -> with(alice.session().apply(claims), "sid", "another"));
        assertEquals(200, post(version, once).status());
        refused(version, once, "used");
        hers.flowing();
    }

    @Test
    void providersWriteTheTypeOrOneOfOldOrNone() throws Exception {
        start();
        for (Optional<String> type : List.of(Optional.of("logout+jwt"), Optional.of("application/logout+jwt"), Optional.of("JWT"), NONE)) {
            Person alice = signedIn("alice");
            OpenStream hers = chat(alice);
            assertEquals(200, post(HttpVersion.HTTP_1_1, lab.people.logoutToken(type, alice.session())).status(), type.toString());
            assertEquals("closed 1008", hers.ended(), type.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(value = HttpVersion.class, names = {"HTTP_1_1", "HTTP_2"})
    void badTokensOfAnAddressAreLimitedAndGoodOnesAreNot(HttpVersion version) throws Exception {
        lab.ingress("clients: {tokens: 1}");
        start();
        Person alice = signedIn("alice");
        HttpClient client = lab.client(version, NONE);
        for (int i = 0; i < 30; i++) {
            assertEquals(200, post(client, lab.people.logoutToken(claims -> with(claims, "sid", "another"))).status(), "good tokens are given back");
        }
        Call answer = post(client, "a.b.c");
        for (int i = 0; i < 100 && answer.status() == 400; i++) {
            answer = post(client, "a.b.c");
        }
        assertEquals(429, answer.status());
        assertEquals("limit.address", answer.reason());
        assertNotNull(answer.headers().get("retry-after"));
        Lab.until("its event", () -> events().stream().anyMatch(event -> event.getString("reason").equals("limit.address") && event.getInteger("status") == 429));
        assertEquals(200, Call.get(client, "/.postern/", alice.cookie()).status());
    }

    @Test
    void withoutTheProvidersKeysNothingIsEndedAndThatIsSaid() throws Exception {
        start();
        Person alice = signedIn("alice");
        OpenStream hers = chat(alice);
        String token = lab.people.logoutToken(alice.session());
        Lab.await(lab.people.goAway());
        Call answer = post(HttpVersion.HTTP_2, token);
        assertEquals(503, answer.status());
        assertEquals("identity.token-unverifiable", answer.reason());
        assertEquals("identity.token-unverifiable", event(1).getString("reason"));
        hers.flowing();
    }
}
