package dev.postern.admin;

import dev.postern.identity.Session;
import dev.postern.identity.SessionStore;
import dev.postern.revocation.Revocation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What an operator gets to see: names and times, never a token, a cookie or what opens a session. */
final class Shown {

    private Shown() {}

    static JsonObject page(SessionStore.Page page) {
        JsonArray sessions = new JsonArray();
        page.sessions().forEach(stored -> sessions.add(session(stored.session())
                .put("last_used", stored.lastUsed().toString()).put("expires", stored.expiresAt().toString())));
        return listed("sessions", sessions, page.next());
    }

    static JsonObject sessions(List<Session> found, Optional<String> next) {
        JsonArray sessions = new JsonArray();
        found.forEach(session -> sessions.add(session(session)));
        return listed("sessions", sessions, next);
    }

    private static JsonObject session(Session session) {
        JsonObject shown = new JsonObject().put("id", session.key().value()).put("user", session.user().name() + '@' + session.user().provider())
                .put("created", session.createdAt().toString()).put("authenticated", session.authenticatedAt().toString());
        session.device().ifPresent(device -> shown.put("certificate", device.value()));
        return shown;
    }

    static JsonObject revocations(List<Revocation> all, String after, int most) {
        List<Revocation> rest = all.stream().filter(one -> one.target().toString().compareTo(after) > 0).limit(most + 1L).toList();
        JsonArray shown = new JsonArray();
        rest.stream().limit(most).forEach(one -> shown.add(new JsonObject().put("kind", one.target().kind().word()).put("value", one.target().value())
                .put("why", one.why()).put("by", one.by()).put("at", one.at().toString()).put("until", one.until().toString())));
        return listed("revocations", shown, rest.size() > most ? Optional.of(rest.get(most - 1).target().toString()) : Optional.empty());
    }

    private static JsonObject listed(String name, JsonArray items, Optional<String> next) {
        JsonObject listed = new JsonObject().put(name, items);
        next.ifPresent(more -> listed.put("next", more));
        return listed;
    }
}
