package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Secret;
import dev.postern.exchange.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Two replicas, or two configurations, over one store, at a provider where each refresh token is good once: it answers the first when told to, and declines others. */
class RenewalByOneReplicaTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final TestClock clock = new TestClock();
    private final List<SessionEnd> ends = new ArrayList<>();
    private final MemorySessionStore store = new MemorySessionStore((session, why) -> ends.add(why));
    private final List<Promise<TokenRefresher.Outcome>> asked = new ArrayList<>();
    private final SessionRefresh one = new SessionRefresh(store, this::refresh, VERTX, clock);
    private final SessionRefresh two = new SessionRefresh(store, this::refresh, VERTX, clock);
    private final SessionKey key = begin();

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private Future<TokenRefresher.Outcome> refresh(Session session) {
        Promise<TokenRefresher.Outcome> answer = Promise.promise();
        asked.add(answer);
        return asked.size() == 1 ? answer.future() : Future.succeededFuture(new TokenRefresher.Declined("used already"));
    }

    private SessionTokens tokens(String refresh) {
        return new SessionTokens(Optional.empty(), Optional.of(new Secret(refresh)), Optional.of(clock.instant().plus(TOKEN_LIFETIME)));
    }

    private static Principal.User user(String group) {
        return new Principal.User("alice", "corp", Set.of(group), Claims.none());
    }

    private SessionKey begin() {
        SessionId id = SessionId.next();
        Session session = new SignIn(user("old"), tokens("refresh-1"), clock.instant(), Optional.empty()).session(id, clock.instant(), Optional.empty());
        Await.result(store.create(new StoredSession(session, SessionIds.of(id, clock.instant()), clock.instant(), clock.instant().plus(Duration.ofDays(1)), clock.instant(), 0),
                new SessionStore.Bounds(10, 10)));
        return session.key();
    }

    private StoredSession stored() {
        return Await.result(store.find(key)).orElseThrow();
    }

    private static String group(Optional<StoredSession> session) {
        return session.orElseThrow().session().user().groups().iterator().next();
    }

    private void renew() {
        asked.getFirst().complete(new TokenRefresher.Renewed(user("new"), tokens("refresh-2")));
    }

    private Future<Void> kept() {
        return store.find(key).compose(found -> group(found).equals("new") ? Future.succeededFuture() : VERTX.timer(1).compose(again -> kept()));
    }

    @Test
    void shortlyBeforeExpiryOneAsksAndBothGoOn() {
        clock.advance(TOKEN_LIFETIME.minusSeconds(10));
        StoredSession asBothReadIt = stored();
        assertEquals("old", group(Await.result(one.fresh(asBothReadIt))));
        assertEquals("old", group(Await.result(two.fresh(asBothReadIt))));
        assertEquals("old", group(Await.result(two.fresh(stored()))));
        assertEquals(1, asked.size());
        renew();
        Await.result(kept());
        assertEquals("new", group(Await.result(two.fresh(stored()))));
        assertEquals(List.of(), ends);
    }

    @Test
    void afterExpiryBothWaitForTheOneAnswer() {
        clock.advance(TOKEN_LIFETIME);
        StoredSession asBothReadIt = stored();
        List<Future<Optional<StoredSession>>> waiting = List.of(one.fresh(asBothReadIt), two.fresh(asBothReadIt), two.fresh(stored()));
        assertTrue(waiting.stream().noneMatch(Future::isComplete));
        renew();
        for (Future<Optional<StoredSession>> session : waiting) {
            assertEquals("new", group(Await.result(session)));
        }
        assertEquals(1, asked.size());
        assertEquals(List.of(), ends);
    }

    @Test
    void longAfterExpiryNobodyGoesOnAndNobodyEndsItWhileOneAsks() {
        clock.advance(TOKEN_LIFETIME.plus(Sessions.PROVIDER_GRACE).plusSeconds(1));
        Future<Optional<StoredSession>> first = one.fresh(stored());
        Future<Optional<StoredSession>> second = two.fresh(stored());
        assertFalse(first.isComplete() || second.isComplete());
        clock.advance(SessionRefresh.PATIENCE);
        for (SessionRefresh replica : List.of(one, two)) {
            assertEquals(Reason.SIGN_IN_UNAVAILABLE, Await.refusal(replica.fresh(stored())).reason());
        }
        assertEquals(List.of(), ends);
        renew();
        assertEquals("new", group(Await.result(first)));
        assertEquals("new", group(Await.result(second)));
        assertEquals(1, asked.size());
    }

    @Test
    void whatTheProviderDeclinesEndsForBoth() {
        clock.advance(TOKEN_LIFETIME);
        Future<Optional<StoredSession>> first = one.fresh(stored());
        Future<Optional<StoredSession>> second = two.fresh(stored());
        asked.getFirst().complete(new TokenRefresher.Declined("invalid_grant"));
        assertTrue(Await.result(first).isEmpty() && Await.result(second).isEmpty());
        assertEquals(List.of(SessionEnd.REFRESH_REFUSED), ends);
    }

    @Test
    void aProviderThatFailsOneIsBridgedByBoth() {
        clock.advance(TOKEN_LIFETIME);
        Future<Optional<StoredSession>> first = one.fresh(stored());
        Future<Optional<StoredSession>> second = two.fresh(stored());
        asked.getFirst().fail("gone");
        assertEquals("old", group(Await.result(first)));
        assertEquals("old", group(Await.result(second)));
        assertEquals(1, asked.size(), "a provider in trouble is not flooded by the other either");
        clock.advance(Sessions.PROVIDER_GRACE);
        one.fresh(stored()); // asks once more, and is declined
        assertEquals(2, asked.size());
    }

    @Test
    void theClaimOfAReplicaThatDiedLapses() {
        clock.advance(TOKEN_LIFETIME);
        Future<Optional<StoredSession>> never = one.fresh(stored());
        clock.advance(SessionRefresh.CLAIM.minusSeconds(1));
        Future<Optional<StoredSession>> waiting = two.fresh(stored());
        assertEquals(1, asked.size());
        clock.advance(Duration.ofSeconds(1));
        assertTrue(Await.result(waiting).isEmpty(), "it asked itself, and was declined");
        assertEquals(2, asked.size());
        assertFalse(never.isComplete());
    }

    @Test
    void aReplicaThatWakesWhenItsClaimHasLapsedEndsNothing() {
        clock.advance(TOKEN_LIFETIME);
        Future<Optional<StoredSession>> asleep = one.fresh(stored());
        clock.advance(SessionRefresh.CLAIM);
        Promise<TokenRefresher.Outcome> answer = Promise.promise();
        Future<Optional<StoredSession>> awake = new SessionRefresh(store, session -> answer.future(), VERTX, clock).fresh(stored());
        asked.getFirst().complete(new TokenRefresher.Declined("used already"));
        answer.complete(new TokenRefresher.Renewed(user("new"), tokens("refresh-2")));
        assertEquals("new", group(Await.result(asleep)));
        assertEquals("new", group(Await.result(awake)));
        assertEquals(List.of(), ends);
    }

    @Test
    void aClaimFromTheFarFutureCountsForNothing() {
        clock.advance(TOKEN_LIFETIME);
        StoredSession was = stored();
        Await.result(store.replace(was, was.renewing(clock.instant().plus(Duration.ofHours(1)))));
        one.fresh(stored());
        assertEquals(1, asked.size());
    }

    @Test
    void othersMayUseTheSessionWhileOneClaimsIt() {
        clock.advance(TOKEN_LIFETIME);
        StoredSession asBothReadIt = stored();
        Await.result(store.replace(asBothReadIt, asBothReadIt.used(clock.instant(), asBothReadIt.expiresAt())));
        Future<Optional<StoredSession>> first = one.fresh(asBothReadIt);
        assertEquals(1, asked.size(), "it looked again, and claimed it");
        StoredSession claimed = stored();
        Await.result(store.replace(claimed, claimed.used(clock.instant(), claimed.expiresAt())));
        Future<Optional<StoredSession>> second = two.fresh(stored());
        renew();
        assertEquals("new", group(Await.result(first)));
        assertEquals("new", group(Await.result(second)));
        assertEquals(1, asked.size());
    }
}
