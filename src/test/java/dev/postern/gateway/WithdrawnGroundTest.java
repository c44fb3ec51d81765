package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import dev.postern.demo.DevUser;
import dev.postern.identity.SessionKey;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import dev.postern.revocation.Target.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is open ends when its ground is taken away, whatever the ground and whatever the protocol; what stands on other ground goes on. */
@QuarkusTest
@Tag("quarkus")
final class WithdrawnGroundTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final Optional<String> LAPTOP = Optional.of("laptop");
    private static final Optional<String> TABLET = Optional.of("tablet");
    private static final Duration SLACK = Duration.ofSeconds(10);

    @RegisterExtension
    final Lab lab = new Lab();

    private CertificateAuthority devices;
    private KeyMaterial tablet;

    @BeforeEach
    void lab() throws Exception {
        devices = CertificateAuthority.root("Devices of this test", InstantSource.system());
        tablet = lab.enrol(devices);
    }

    private String app() throws Exception {
        return Lab.app(lab.upstream(OpenStream::serve), ", upgrades: [websocket]").replace("groups: [finance]", "groups: [staff]");
    }

    private Map<String, String> token(String user) {
        return Lab.bearer(lab.token(user));
    }

    private Map<String, String> signedIn(String user) throws Exception {
        Surfer surfer = new Surfer(lab, user, NONE);
        surfer.open("/.postern/");
        return Map.of("cookie", "__Host-postern=" + surfer.jar.get("__Host-postern"));
    }

    /** One stream of each kind. */
    private List<OpenStream> streams(Optional<String> certificate, Map<String, String> credential) throws Exception {
        return List.of(
                OpenStream.webSocket(lab, certificate, credential),
                OpenStream.events(lab, HttpVersion.HTTP_1_1, certificate, credential),
                OpenStream.events(lab, HttpVersion.HTTP_2, certificate, credential),
                OpenStream.upload(lab, HttpVersion.HTTP_1_1, certificate, credential),
                OpenStream.upload(lab, HttpVersion.HTTP_2, certificate, credential));
    }

    /** Those that may be silent for longer than an upload. */
    private List<OpenStream> answers(Map<String, String> credential) throws Exception {
        return List.of(OpenStream.webSocket(lab, NONE, credential), OpenStream.events(lab, HttpVersion.HTTP_1_1, NONE, credential), OpenStream.events(lab, HttpVersion.HTTP_2, NONE, credential));
    }

    private interface Step {
        void take() throws Exception;
    }

    /** Takes the step; all of {@code affected} must end, none so that its client takes it for whole, and all of {@code others} must go on. */
    private void endsOnly(String what, List<OpenStream> affected, List<OpenStream> others, Step step) throws Exception {
        long begun = System.nanoTime();
        step.take();
        List<String> took = new ArrayList<>();
        for (OpenStream stream : affected) {
            String how = stream.ended();
            Duration after = Duration.ofNanos(System.nanoTime() - begun);
            took.add(stream.name + " " + how + " ≤ " + after.toMillis() + " ms");
            assertEquals(stream.name.equals("WebSocket") ? "closed 1008" : "cut", how, stream.name);
            assertTrue(after.compareTo(SLACK) < 0, stream.name + " after " + after);
        }
        System.out.println("ended by " + what + ": " + took);
        for (OpenStream other : others) {
            other.flowing();
        }
    }

    private List<JsonObject> ended(String reason, int expected) throws Exception {
        Lab.until("the events of " + reason, () -> events(reason).size() >= expected);
        assertEquals(expected, events(reason).size(), lab.events().toString());
        return events(reason);
    }

    private List<JsonObject> events(String reason) throws Exception {
        return lab.events().stream().filter(event -> event.encode().contains('"' + reason + '"')).toList();
    }

    private Revocation revoked(Target target) {
        return new Revocation(target, "test", "test", Instant.now(), Instant.now().plusSeconds(600));
    }

    @Test
    void theEndOfASessionEndsWhatIsOpenOnIt() throws Exception {
        lab.start(app());
        Map<String, String> alice = signedIn("alice");
        List<OpenStream> hers = streams(NONE, alice);
        List<OpenStream> others = new ArrayList<>(streams(NONE, signedIn("bob")));
        others.addAll(streams(NONE, signedIn("alice")));
        SessionKey session = Lab.await(lab.gateway().operations().sessionsOf("lab", "alice")).stream()
                .min(java.util.Comparator.comparing(found -> found.createdAt())).orElseThrow().key();
        endsOnly("session revoked", hers, others, () -> assertTrue(Lab.await(lab.gateway().operations().endSession(session))));
        List<JsonObject> events = ended("identity.session-ended", hers.size());
        assertTrue(events.stream().allMatch(event -> event.encode().contains("\"ended\"")), events.toString());
        assertEquals(2L * others.size() / 2, lab.gateway().operations().open());
    }

    @Test
    void signingOutEndsWhatIsOpen() throws Exception {
        lab.start(app());
        Surfer alice = new Surfer(lab, "alice", NONE);
        alice.open("/.postern/");
        List<OpenStream> hers = streams(NONE, Map.of("cookie", "__Host-postern=" + alice.jar.get("__Host-postern")));
        endsOnly("sign-out", hers, streams(NONE, signedIn("bob")), () ->
                assertEquals(303, alice.post("/.postern/sign-out", Map.of("sec-fetch-site", "same-origin")).status()));
    }

    @Test
    void aRevokedUserIsOutWithEveryCredential() throws Exception {
        lab.start(app());
        List<OpenStream> hers = new ArrayList<>(streams(NONE, token("alice")));
        hers.addAll(streams(NONE, signedIn("alice")));
        List<OpenStream> others = streams(NONE, token("bob"));
        Target alice = Target.user("lab", "alice");
        Target api = Target.user("lab-api", "alice");
        endsOnly("user revoked", hers, others, () -> {
            Lab.await(lab.gateway().operations().revoke(revoked(alice)));
            Lab.await(lab.gateway().operations().revoke(revoked(api)));
        });
        Surfer again = new Surfer(lab, "alice", NONE);
        assertEquals(403, again.open("/").status(), "signing in anew is of no use");
        assertTrue(Lab.await(lab.gateway().operations().lift(alice)));
        assertEquals(200, again.call("/.postern/").status());
    }

    @Test
    void aRevokedDeviceIsOut() throws Exception {
        lab.start(app());
        List<OpenStream> others = streams(LAPTOP, token("alice"));
        endsOnly("device revoked", streams(TABLET, token("alice")), others,
                () -> Lab.await(lab.gateway().operations().revoke(revoked(new Target(Kind.DEVICE, "tablet")))));
        ended("device.revoked", 5);
    }

    @Test
    void aCertificateOnANewListIsOut() throws Exception {
        lab.start(app().replace("from: {", "from: {device: enrolled, "));
        List<OpenStream> others = streams(LAPTOP, token("alice"));
        endsOnly("revocation list", streams(TABLET, token("alice")), others,
                () -> PemFiles.writeCrl(lab.dir.resolve("pki/device-ca.crl"), devices.crl(Duration.ofDays(1), tablet.leaf())));
        ended("device.revoked", 5);
    }

    @Test
    void anExpiredCertificateIsOut() throws Exception {
        lab.start(app().replace("from: {", "from: {device: enrolled, "));
        Instant now = Instant.now();
        Instant end = now.plusSeconds(12);
        lab.write("tablet", devices.issue(devices.deviceSpec("tablet").valid(now.minusSeconds(60), end)));
        List<OpenStream> others = streams(LAPTOP, token("alice"));
        List<OpenStream> hers = streams(TABLET, token("alice"));
        Lab.until("its end", () -> Instant.now().isAfter(end));
        endsOnly("certificate expired", hers, others, () -> {});
    }

    @Test
    void anExpiredTokenIsOut() throws Exception {
        lab.start(app());
        Duration left = Duration.ofSeconds(4);
        Instant end = Instant.now().plus(left).plusSeconds(5); // the skew is granted on top
        List<OpenStream> hers = streams(NONE, Lab.bearer(lab.people.tokenFor("alice", "lab", Optional.empty(), left)));
        List<OpenStream> others = streams(NONE, token("alice"));
        Lab.until("its end", () -> Instant.now().isAfter(end));
        endsOnly("token expired", hers, others, () -> {});
        ended("identity.token-expired", 5);
    }

    /** Another request renews the session, and what is open on it is judged by what the provider said then. */
    @Test
    void aGroupThatTheProviderHasTakenAwayIsFelt() throws Exception {
        lab.people.accessTokensLive(Duration.ofSeconds(25)); // short enough for every request to renew
        lab.start(app().replace("groups: [staff]", "groups: [finance]"));
        Surfer alice = new Surfer(lab, "alice", NONE);
        alice.open("/.postern/");
        List<OpenStream> hers = answers(Map.of("cookie", "__Host-postern=" + alice.jar.get("__Host-postern")));
        List<OpenStream> others = answers(token("alice"));
        Instant opened = Instant.now();
        lab.people.change(new DevUser("alice", "Alice", List.of("staff")));
        Lab.until("the provider's word", () -> {
            alice.call("/.postern/");
            return Lab.await(lab.gateway().operations().sessionsOf("lab", "alice")).stream().allMatch(session -> session.user().groups().equals(Set.of("staff")));
        });
        Lab.until("when the store is asked again", () -> Instant.now().isAfter(opened.plus(Standing.ASK_AGAIN)));
        endsOnly("group taken away", hers, others, () -> {});
        ended("policy.no-rule", 3);
    }

    @Test
    void anExpiredSvidIsOut() throws Exception {
        CertificateAuthority mesh = CertificateAuthority.root("Mesh of this test", InstantSource.system());
        lab.write("mesh-ca", mesh);
        lab.write("ledger", mesh.svid(DemoPki.LEDGER));
        lab.write("gateway", mesh.svid(DemoPki.GATEWAY));
        Instant now = Instant.now();
        Instant end = now.plusSeconds(12);
        lab.write("batch", mesh.issue(mesh.svidSpec(DemoPki.BATCH).valid(now.minusSeconds(60), end)));
        lab.write("steady", mesh.svid(DemoPki.BATCH));
        lab.start(app().replace("groups: [staff]", "workloads: [\"" + DemoPki.BATCH + "\"]"));
        List<OpenStream> others = streams(Optional.of("steady"), Map.of());
        List<OpenStream> its = streams(Optional.of("batch"), Map.of());
        Lab.until("its end", () -> Instant.now().isAfter(end));
        endsOnly("SVID expired", its, others, () -> {});
        ended("identity.workload-untrusted", 5);
    }

    @Test
    void aChangedPolicyEndsWhatItNoLongerAllowsAndNothingElse() throws Exception {
        String app = app();
        lab.start(app);
        List<OpenStream> hers = streams(NONE, token("bob"));
        List<OpenStream> others = streams(NONE, token("alice"));
        endsOnly("policy changed", hers, others, () -> lab.configure(app.replace("groups: [staff]", "groups: [finance]")));
        ended("policy.no-rule", 5);
        endsOnly("route removed", others, List.of(), () -> lab.configure(app.replace("host: localhost", "host: elsewhere.localhost")));
        assertEquals(0, lab.gateway().operations().open());
    }

    @Test
    void anIssuerThatIsTrustedNoMoreTakesItsTokensAlong() throws Exception {
        String app = app();
        lab.start(app);
        List<OpenStream> hers = streams(NONE, token("alice"));
        List<OpenStream> others = streams(NONE, signedIn("alice"));
        endsOnly("issuer removed", hers, others, () -> {
            lab.configure(app);
            Path file = lab.dir.resolve("postern.yaml");
            java.nio.file.Files.writeString(file, java.nio.file.Files.readString(file).replaceAll("(?m)^  tokens: .*$", ""));
        });
    }

    @Test
    void theOctetsOfAWebSocketAreOnRecord() throws Exception {
        lab.start(app());
        OpenStream chat = OpenStream.webSocket(lab, NONE, token("alice"));
        Lab.await(lab.gateway().operations().revoke(revoked(Target.user("lab-api", "alice"))));
        assertEquals("closed 1008", chat.ended());
        JsonObject event = ended("identity.revoked", 1).getFirst();
        assertEquals(5 + 6, event.getJsonObject("traffic").getInteger("bytes_in"), event.encodePrettily());
        assertEquals(5 + 2, event.getJsonObject("traffic").getInteger("bytes_out"));
    }
}
