package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postern.config.IdentityConfig.SessionsConfig;
import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.config.Secret;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sessions: begun, found, rotated, stolen, tied to a device, ended. */
class SessionsTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final TestClock clock = new TestClock();
    private final List<SessionEnd> ends = new ArrayList<>();
    private final MemorySessionStore store = new MemorySessionStore((session, why) -> ends.add(why));
    private Authenticator authenticator = with(Identity.SESSIONS);

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private Authenticator with(SessionsConfig sessions) {
        return Identity.authenticator(Identity.config(sessions), Identity.parts(VERTX, clock, store, session -> Future.failedFuture("unused")));
    }

    static SignIn signIn(String name) {
        return new SignIn(new Principal.User(name, "corp", Set.of("staff"), Claims.none()), SessionTokens.none(), TestClock.START,
                Optional.of("sid-" + name));
    }

    private Sessions.Begun begin(String name, String... headers) {
        return Await.result(authenticator.sessions().begin(signIn(name), Requests.with(headers)));
    }

    private static String cookie(Sessions.Begun begun) {
        return Requests.cookie(begun.setCookie().reveal());
    }

    private Identification identify(String cookie) {
        return Await.result(authenticator.identify(Requests.with("Cookie", cookie)));
    }

    private void assertLive(Identification identification) {
        assertInstanceOf(Principal.User.class, identification.principal());
        assertTrue(identification.session().isPresent());
        assertEquals(Optional.empty(), identification.lost());
    }

    /** Nobody known, told why, and the cookie taken away. */
    private void assertLost(Identification identification) {
        assertEquals(new Principal.Anonymous(), identification.principal());
        assertEquals(Optional.empty(), identification.session());
        assertEquals(Reason.SESSION_ENDED, identification.lost().orElseThrow().reason());
        assertTrue(identification.setCookie().orElseThrow().reveal().startsWith("__Host-postern=; ") && identification.setCookie().get().reveal().contains("Max-Age=0"));
    }

    @Test
    void theCookieIsBoundToTheHostAndHiddenFromScripts() {
        String setCookie = begin("alice").setCookie().reveal();
        assertTrue(setCookie.matches("__Host-postern=[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax"), setCookie);
    }

    @Test
    void aSessionIsFoundByItsCookieAmongOthers() {
        Sessions.Begun begun = begin("alice");
        Identification identification = identify("theme=dark; " + cookie(begun) + "; lang=de");
        assertLive(identification);
        assertEquals("alice", ((Principal.User) identification.principal()).name());
        assertEquals(Credential.SESSION, identification.credential());
        assertEquals(Optional.empty(), identification.setCookie());
    }

    @Test
    void nothingThatOpensASessionIsStoredOrShown() {
        Sessions.Begun begun = begin("alice");
        String value = cookie(begun).substring("__Host-postern=".length());
        String kept = Await.result(store.find(begun.session().key())).orElseThrow().toString();
        for (String part : value.split("\\.")) {
            assertFalse(kept.contains(part));
            assertFalse(begun.toString().contains(part));
        }
        assertLost(identify("__Host-postern=" + begun.session().key() + "." + Await.result(store.find(begun.session().key())).get().ids().current().value()));
    }

    @TestFactory
    Stream<DynamicTest> cookiesThatOpenNothing() {
        String good = cookie(begin("alice"));
        return Stream.of("__Host-postern=", "__Host-postern=x", "__Host-postern=" + SessionId.next().reveal(), good + "x", good.replace('.', '_'),
                        "__Host-postern=\"" + good.substring(15) + "\"", "__Host-postern=" + "a".repeat(8000))
                .map(cookie -> dynamicTest(cookie.substring(0, Math.min(40, cookie.length())), () -> assertLost(identify(cookie))));
    }

    @Test
    void aCookieOfAnotherNameIsNotOurs() {
        String value = cookie(begin("alice")).substring("__Host-postern".length());
        for (String name : List.of("__host-postern", "__Secure-postern", "postern", "__Host-postern2")) {
            Identification identification = identify(name + value);
            assertEquals(new Principal.Anonymous(), identification.principal());
            assertEquals(Optional.empty(), identification.lost());
        }
    }

    @Test
    void idleSessionsEndAndUsedOnesLastUntilTheirLifetime() {
        String idle = cookie(begin("alice"));
        clock.advance(Duration.ofMinutes(59));
        String used = cookie(begin("bob"));
        clock.advance(Duration.ofMinutes(1));
        assertLost(identify(idle));
        for (int minutes = 1; minutes < 12 * 60; minutes += 30) {
            Identification identification = identify(used);
            assertLive(identification);
            used = identification.setCookie().map(next -> Requests.cookie(next.reveal())).orElse(used);
            clock.advance(Duration.ofMinutes(30));
        }
        assertLost(identify(used));
        assertEquals(List.of(SessionEnd.EXPIRED, SessionEnd.EXPIRED), ends);
    }

    @Test
    void aShorterIdleTimeHoldsForSessionsThatBeganBefore() {
        String cookie = cookie(begin("alice"));
        clock.advance(Duration.ofMinutes(10));
        authenticator = with(new SessionsConfig(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(1), DeviceBinding.NONE, 10, 10));
        assertLost(identify(cookie));
    }

    private String rotated(String cookie) {
        clock.advance(Identity.SESSIONS.rotate());
        return Requests.cookie(identify(cookie).setCookie().orElseThrow().reveal());
    }

    @Test
    void theIdRotatesAndTheOldOneDiesAfterItsGrace() {
        String old = cookie(begin("alice"));
        String next = rotated(old);
        assertNotEquals(old, next);
        assertLive(identify(next));
        clock.advance(SessionIds.GRACE.minusSeconds(1));
        assertLive(identify(old));
        assertEquals(Optional.empty(), identify(old).setCookie(), "a request under way does not set the browser back");
        clock.advance(Duration.ofSeconds(1));
        assertLost(identify(old));
    }

    @Test
    void aStolenIdThatIsUsedLaterEndsTheSessionForBoth() {
        String stolen = cookie(begin("alice"));
        String next = rotated(stolen);
        assertLive(identify(next));
        clock.advance(SessionIds.GRACE);
        assertLost(identify(stolen));
        assertEquals(List.of(SessionEnd.THEFT), ends);
        assertLost(identify(next));
    }

    @Test
    void aThiefWhoRotatesFirstIsFoundWhenTheOwnerComesBack() {
        String owner = cookie(begin("alice"));
        String thief = rotated(owner);
        assertLive(identify(thief));
        clock.advance(Duration.ofMinutes(2));
        assertLost(identify(owner));
        assertLost(identify(thief));
        assertEquals(List.of(SessionEnd.THEFT), ends);
    }

    @Test
    void parallelRequestsAreToldTheSameSuccessorUntilItIsSeen() {
        String old = cookie(begin("alice"));
        String next = rotated(old);
        clock.advance(Duration.ofMinutes(10));
        assertEquals(next, Requests.cookie(identify(old).setCookie().orElseThrow().reveal()), "an answer that was slow or lost costs no session");
        assertLive(identify(next));
        assertEquals(Optional.empty(), identify(next).setCookie());
    }

    @Test
    void aGuessedSecretEndsTheSessionItNames() {
        String cookie = cookie(begin("alice"));
        String guessed = cookie.substring(0, cookie.indexOf('.') + 1) + SessionId.next().reveal().substring(23);
        assertLost(identify(guessed));
        assertLost(identify(cookie));
        assertEquals(List.of(SessionEnd.THEFT), ends);
    }

    @Test
    void signingInAnewGivesANewIdAndEndsTheOldSession() {
        String planted = cookie(begin("mallory"));
        Sessions.Begun begun = begin("alice", "Cookie", planted);
        assertNotEquals(planted, cookie(begun));
        assertLost(identify(planted));
        assertEquals("alice", ((Principal.User) identify(cookie(begun)).principal()).name());
        assertEquals(List.of(SessionEnd.REPLACED), ends);
    }

    @Test
    void signingInWithTheNameOfAnothersSessionDoesNotEndIt() {
        String victim = cookie(begin("alice"));
        begin("mallory", "Cookie", victim.substring(0, victim.indexOf('.') + 1) + SessionId.next().reveal().substring(23));
        assertLive(identify(victim));
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        Sessions.Begun begun = begin("alice");
        assertTrue(Await.result(authenticator.sessions().end(begun.session().key(), SessionEnd.SIGNED_OUT)));
        assertLost(identify(cookie(begun)));
        assertEquals(List.of(SessionEnd.SIGNED_OUT), ends);
    }

    @Test
    void allSessionsOfAUserOrOfAProvidersSessionEndTogether() {
        String one = cookie(begin("alice"));
        String two = cookie(begin("alice"));
        String other = cookie(begin("bob"));
        assertEquals(0, Await.result(authenticator.sessions().endProviderSession("elsewhere", "sid-alice", Optional.empty(), SessionEnd.PROVIDER_SIGNED_OUT)));
        assertEquals(2, Await.result(authenticator.sessions().endProviderSession("corp", "sid-alice", Optional.empty(), SessionEnd.PROVIDER_SIGNED_OUT)));
        assertLost(identify(one));
        assertLost(identify(two));
        assertLive(identify(other));
        assertEquals(1, Await.result(authenticator.sessions().endUser("corp", "bob", SessionEnd.REVOKED)));
        assertLost(identify(other));
    }

    @Test
    void aStolenCookieIsWorthNothingWithoutItsDevice() {
        authenticator = with(Identity.sessions(DeviceBinding.WHEN_PRESENT));
        X509Certificate own = Certificates.named("laptop-17");
        Sessions.Begun begun = Await.result(authenticator.sessions().begin(signIn("alice"), Requests.with(List.of(own))));
        assertEquals(Reason.SESSION_OTHER_DEVICE, Await.refusal(authenticator.identify(Requests.with("Cookie", cookie(begun)))).reason());
        assertEquals(Reason.SESSION_OTHER_DEVICE,
                Await.refusal(authenticator.identify(Requests.with(List.of(Certificates.named("laptop-17"), own), "Cookie",
                        cookie(begun)))).reason());
        assertLive(Await.result(authenticator.identify(Requests.with(List.of(own), "Cookie", cookie(begun)))));
        assertEquals(List.of(), ends, "a thief cannot end the session either");
    }

    @Test
    void aBoundSessionIsNotEndedByAnOldIdFromElsewhere() {
        authenticator = with(Identity.sessions(DeviceBinding.WHEN_PRESENT));
        X509Certificate own = Certificates.named("laptop-17");
        String cookie = cookie(Await.result(authenticator.sessions().begin(signIn("alice"), Requests.with(List.of(own)))));
        String guessed = cookie.substring(0, cookie.indexOf('.') + 1) + SessionId.next().reveal().substring(23);
        assertEquals(Reason.SESSION_OTHER_DEVICE, Await.refusal(authenticator.identify(Requests.with("Cookie", guessed))).reason());
        assertLive(Await.result(authenticator.identify(Requests.with(List.of(own), "Cookie", cookie))));
    }

    @Test
    void withoutACertificateASessionBeginsUnboundOrNotAtAll() {
        authenticator = with(Identity.sessions(DeviceBinding.WHEN_PRESENT));
        String cookie = cookie(begin("alice"));
        assertLive(Await.result(authenticator.identify(Requests.with(List.of(Certificates.named("later")), "Cookie", cookie))));
        authenticator = with(Identity.sessions(DeviceBinding.REQUIRED));
        assertLost(identify(cookie));
        assertEquals(Reason.DEVICE_REQUIRED, Await.refusal(authenticator.sessions().begin(signIn("alice"), Requests.with())).reason());
    }

    @Test
    void aStoreThatCannotBeAskedRefuses() {
        SessionStore gone = new BrokenStore();
        Authenticator broken = Identity.authenticator(Identity.config(Identity.SESSIONS),
                Identity.parts(VERTX, clock, gone, session -> Future.failedFuture("unused")));
        Future<Identification> identification = broken.identify(Requests.with("Cookie", "__Host-postern=" + SessionId.next().reveal()));
        assertTrue(identification.failed(), "not anonymous: refused");
    }

    @Test
    void secretsDoNotShow() {
        SessionId id = SessionId.next();
        Secret setCookie = SessionCookie.set(id);
        assertEquals("***", id.toString());
        assertEquals("***", setCookie.toString());
        assertFalse(Presented.in(Requests.with("Cookie", "__Host-postern=" + id.reveal()).headers()).toString().contains(id.reveal()));
        assertFalse(Presented.in(Requests.bearer("abc.def.ghi").headers()).toString().contains("def"));
    }

    private static final class BrokenStore implements SessionStore {

        @Override
        public Future<Void> create(StoredSession session, Bounds bounds) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<Optional<StoredSession>> find(SessionKey key) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<Boolean> replace(StoredSession was, StoredSession is) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<Boolean> remove(SessionKey key, SessionEnd why) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<List<Session>> ofUser(String provider, String name) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<List<Session>> ofSubject(String provider, String subject) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<Page> page(Optional<String> next, int most) {
            return Future.failedFuture("gone");
        }

        @Override
        public Future<List<Session>> ofProviderSession(String provider, String sid) {
            return Future.failedFuture("gone");
        }
    }
}
