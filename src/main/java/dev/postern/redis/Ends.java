package dev.postern.redis;

import dev.postern.identity.Session;
import dev.postern.identity.SessionEnd;
import dev.postern.identity.SessionKey;
import dev.postern.identity.SessionObserver;
import dev.postern.identity.StoredSession;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions that end, here and elsewhere. The observer is told once of each: where it ended, with all that is known; on other replicas if they have used it lately,
 * which includes whatever is open on it, as that asks for its session again and again. Others' ends come with each beat, from a stream that keeps them while a replica is cut off;
 * after that, all sessions used lately are looked up, in case the stream was lost;
 * it is heard once more before a session counts as gone without word. Confined to the link's event loop.
 */
final class Ends {

    private static final Script ALIVE = Script.named("alive");
    private static final int BATCH = 200;
    private static final int MOST_OVERDUE = 1_024;

    private final Names names;
    private final Recent recent;
    private final SessionObserver observer;
    private final Map<SessionKey, SessionEnd> overdue = new LinkedHashMap<>();

    Ends(Names names, Recent recent, SessionObserver observer) {
        this.names = names;
        this.recent = recent;
        this.observer = observer;
    }

    Recent recent() {
        return recent;
    }

    /** Ended by this replica; empty when it was no session. */
    void here(SessionKey key, Optional<StoredSession> gone, SessionEnd why) {
        if (recent.end(key)) {
            gone.ifPresent(session -> observer.ended(session.session(), why));
        }
    }

    /** To be ended by this replica, which cannot reach the server now. */
    void later(SessionKey key, SessionEnd why) {
        if (overdue.size() < MOST_OVERDUE) {
            overdue.putIfAbsent(key, why);
        }
        elsewhere(key, why);
    }

    Map<SessionKey, SessionEnd> overdue() {
        return Map.copyOf(overdue);
    }

    void done(SessionKey key) {
        overdue.remove(key);
    }

    /** Told by the stream: name, why. */
    void heard(Response ends) {
        for (int i = 0; i + 1 < ends.size(); i += 2) {
            elsewhere(new SessionKey(ends.get(i).toString(StandardCharsets.UTF_8)), why(ends.get(i + 1).toString(StandardCharsets.UTF_8)));
        }
    }

    /** What is not known here is nobody's reason to end anything. */
    private static SessionEnd why(String text) {
        return Arrays.stream(SessionEnd.values()).filter(end -> end.name().equals(text)).findFirst().orElse(SessionEnd.REVOKED);
    }

    private void elsewhere(SessionKey key, SessionEnd why) {
        Optional<Session> known = recent.session(key);
        if (recent.end(key)) {
            known.ifPresent(session -> observer.ended(session, why));
        }
    }

    /** Of the sessions used lately those that are gone, whether or not the stream has told so yet. */
    Future<List<SessionKey>> missing(Wire wire) {
        List<SessionKey> keys = recent.keys();
        List<SessionKey> gone = new ArrayList<>();
        List<Future<?>> asked = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BATCH) {
            List<SessionKey> batch = keys.subList(from, Math.min(keys.size(), from + BATCH));
            asked.add(wire.run(ALIVE, batch.stream().map(names::session).toList(), List.of()).onSuccess(there -> {
                for (int i = 0; i < batch.size(); i++) {
                    if (there.get(i).toInteger() == 0) {
                        gone.add(batch.get(i));
                    }
                }
            }));
        }
        return Future.all(asked).map(gone);
    }

    /** Gone, and the stream had nothing to say of it. */
    void unexplained(List<SessionKey> gone) {
        gone.forEach(key -> elsewhere(key, SessionEnd.REVOKED));
    }
}
