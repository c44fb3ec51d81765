package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Secret;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A provider that renews, declines, is slow, or is gone. */
class SessionRefreshTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final TestClock clock = new TestClock();
    private final List<SessionEnd> ends = new ArrayList<>();
    private final MemorySessionStore store = new MemorySessionStore((session, why) -> ends.add(why));
    private final List<Promise<TokenRefresher.Outcome>> asked = new ArrayList<>();
    private final Authenticator authenticator = Identity.authenticator(Identity.config(Identity.SESSIONS), Identity.parts(VERTX, clock, store,
            session -> {
        Promise<TokenRefresher.Outcome> answer = Promise.promise();
        asked.add(answer);
        return answer.future();
    }));
    private final String cookie = begin();

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private SessionTokens tokens(Instant from, String refresh) {
        return new SessionTokens(Optional.empty(), Optional.of(new Secret(refresh)), Optional.of(from.plus(TOKEN_LIFETIME)));
    }

    private static Principal.User user(String name, String group) {
        return new Principal.User(name, "corp", Set.of(group), Claims.none());
    }

    private String begin() {
        SignIn signIn = new SignIn(user("alice", "old"), tokens(clock.instant(), "refresh-1"), clock.instant(), Optional.empty());
        return Requests.cookie(Await.result(authenticator.sessions().begin(signIn, Requests.with())).setCookie().reveal());
    }

    private Future<Identification> identify() {
        return authenticator.identify(Requests.with("Cookie", cookie));
    }

    private static String group(Identification identification) {
        return identification.session().orElseThrow().user().groups().iterator().next();
    }

    private TokenRefresher.Outcome renewed() {
        return new TokenRefresher.Renewed(user("alice", "new"), tokens(clock.instant(), "refresh-2"));
    }

    private static void assertEnded(Identification identification) {
        assertEquals(Reason.SESSION_ENDED, identification.lost().orElseThrow().reason());
        assertEquals(new Principal.Anonymous(), identification.principal());
    }

    @Test
    void shortlyBeforeExpiryRequestsGoOnWhileOneRenewalRuns() {
        clock.advance(TOKEN_LIFETIME.minus(SessionRefresh.AHEAD).minusSeconds(1));
        assertEquals("old", group(Await.result(identify())));
        assertEquals(0, asked.size());
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertEquals("old", group(Await.result(identify())));
        }
        assertEquals(1, asked.size());
        asked.getFirst().complete(renewed());
        Await.result(settled("new"));
    }

    /** The renewal comes back over an event loop: asks until it is seen. */
    private Future<Void> settled(String group) {
        return identify().compose(now -> group(now).equals(group) ? Future.succeededFuture() : VERTX.timer(1).compose(again -> settled(group)));
    }

    @Test
    void afterExpiryRequestsWaitForTheOneRenewal() {
        clock.advance(TOKEN_LIFETIME);
        List<Future<Identification>> waiting = List.of(identify(), identify(), identify());
        assertTrue(waiting.stream().noneMatch(Future::isComplete));
        asked.getFirst().complete(renewed());
        for (Future<Identification> identification : waiting) {
            assertEquals("new", group(Await.result(identification)));
        }
        assertEquals(1, asked.size());
        assertEquals("new", group(Await.result(identify())));
    }

    @Test
    void aProviderThatDeclinesEndsTheSession() {
        clock.advance(TOKEN_LIFETIME);
        Future<Identification> identification = identify();
        asked.getFirst().complete(new TokenRefresher.Declined("invalid_grant"));
        assertEnded(Await.result(identification));
        assertEquals(List.of(SessionEnd.REFRESH_REFUSED), ends);
        assertEnded(Await.result(identify()));
    }

    @Test
    void aProviderThatIsGoneIsBridgedForABoundedTimeAndAskedNowAndThen() {
        clock.advance(TOKEN_LIFETIME);
        Future<Identification> first = identify();
        asked.getFirst().fail("gone");
        assertEquals("old", group(Await.result(first)));
        for (int i = 0; i < 5; i++) {
            assertEquals("old", group(Await.result(identify())));
        }
        assertEquals(1, asked.size(), "a provider in trouble is not flooded");
        clock.advance(SessionRefresh.PAUSE);
        Future<Identification> second = identify();
        assertEquals(2, asked.size());
        asked.get(1).fail("still gone");
        Await.result(second);
        clock.advance(Sessions.PROVIDER_GRACE.minus(SessionRefresh.PAUSE).minusSeconds(1));
        Future<Identification> third = identify();
        asked.get(2).fail("still gone");
        assertEquals("old", group(Await.result(third)));
        clock.advance(Duration.ofSeconds(1));
        assertEnded(Await.result(identify()));
        assertEquals(List.of(SessionEnd.PROVIDER_UNREACHABLE), ends);
    }

    /** The old refresh token is used up: asking with it again would end the session. */
    @Test
    void newTokensAreKeptWhenTheProviderCannotBeAskedWhoTheUserIsNow() {
        clock.advance(TOKEN_LIFETIME);
        Future<Identification> identification = identify();
        asked.getFirst().complete(new TokenRefresher.Unfinished(tokens(clock.instant().minus(TOKEN_LIFETIME), "refresh-2"), new TimeoutException("UserInfo")));
        assertEquals("old", group(Await.result(identification)), "bridged");
        SessionKey key = Await.result(store.ofUser("corp", "alice")).getFirst().key();
        StoredSession stored = Await.result(store.find(key)).orElseThrow();
        assertEquals("refresh-2", stored.session().tokens().refresh().orElseThrow().reveal());
        Await.result(identify());
        assertEquals(1, asked.size(), "a provider in trouble is not flooded");
        clock.advance(SessionRefresh.PAUSE);
        Future<Identification> second = identify();
        asked.get(1).complete(renewed());
        assertEquals("new", group(Await.result(second)));
    }

    @Test
    void aSlowProviderDelaysTheFirstRequestsAlone() {
        clock.advance(TOKEN_LIFETIME);
        identify();
        clock.advance(SessionRefresh.PATIENCE);
        assertEquals("old", group(Await.result(identify())), "the renewal has run for long enough: nobody waits for it any more");
        clock.advance(Sessions.PROVIDER_GRACE.minus(SessionRefresh.PATIENCE));
        assertEnded(Await.result(identify()));
    }

    @Test
    void aRenewalForAnotherUserEndsTheSession() {
        clock.advance(TOKEN_LIFETIME);
        Future<Identification> identification = identify();
        asked.getFirst().complete(new TokenRefresher.Renewed(user("mallory", "admins"), tokens(clock.instant(), "refresh-2")));
        assertEnded(Await.result(identification));
    }

    @Test
    void aSessionThatEndedMeanwhileStaysEnded() {
        clock.advance(TOKEN_LIFETIME);
        Future<Identification> identification = identify();
        Await.result(authenticator.sessions().endUser("corp", "alice", SessionEnd.REVOKED));
        asked.getFirst().complete(renewed());
        assertEnded(Await.result(identification));
        assertEquals(List.of(SessionEnd.REVOKED), ends);
    }

    @Test
    void aRefreshTokenThatAnotherReplicaUsedFirstCostsNoSession() {
        clock.advance(TOKEN_LIFETIME);
        Future<Identification> identification = identify();
        SessionKey key = Await.result(store.ofUser("corp", "alice")).getFirst().key();
        StoredSession stored = Await.result(store.find(key)).orElseThrow();
        Await.result(store.replace(stored, stored.renewed(user("alice", "elsewhere"), tokens(clock.instant(), "refresh-9"))));
        asked.getFirst().complete(new TokenRefresher.Declined("used already"));
        assertEquals("elsewhere", group(Await.result(identification)));
    }

    @Test
    void aRefresherThatThrowsCountsAsGone() {
        Authenticator broken = Identity.authenticator(Identity.config(Identity.SESSIONS), Identity.parts(VERTX, clock, store, session -> {
            throw new IllegalStateException("a bug");
        }));
        clock.advance(TOKEN_LIFETIME);
        assertEquals("old", group(Await.result(broken.identify(Requests.with("Cookie", cookie)))));
    }

    @Test
    void withoutARefreshTokenASessionLivesByItsOwnTimes() {
        SignIn signIn = new SignIn(user("bob", "old"), new SessionTokens(Optional.empty(), Optional.empty(),
                Optional.of(clock.instant().plus(TOKEN_LIFETIME))),
                clock.instant(), Optional.empty());
        String bobs = Requests.cookie(Await.result(authenticator.sessions().begin(signIn, Requests.with())).setCookie().reveal());
        clock.advance(Duration.ofMinutes(59));
        assertEquals("old", group(Await.result(authenticator.identify(Requests.with("Cookie", bobs)))));
        assertEquals(0, asked.size());
    }
}
